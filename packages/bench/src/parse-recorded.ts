import { fail } from "@exampledon/core";
import type * as z from "zod/mini";

/**
 * Reads recorded text that a schema describes.
 * @param where names the file in errors
 * @param what the text holds, when the whole of it is wrong
 * @throws `corrupt-file` when it is not JSON or not as the schema says
 */
export function parseRecorded(
  schema: z.ZodMiniType,
  text: string,
  { where, what, cure }: { readonly where: string; readonly what: string; readonly cure: string },
): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return fail("corrupt-file", {
    where,
    problem: `${issue.path.join(".") || what} must be as the schema says`,
    got: value === undefined ? "text that is not whole JSON" : issue.message,
    cure,
  });
}
