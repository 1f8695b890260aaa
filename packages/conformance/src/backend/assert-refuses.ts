import { type ErrorCode, isExampledonError } from "@exampledon/core";
import { violation } from "../check.ts";

/** Runs what must be refused with an error of one of the codes. */
export async function assertRefuses(label: string, codes: readonly ErrorCode[], run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (codes.some((code) => isExampledonError(error, code))) return;
    violation(`${label}: must be refused with ${codes.join(" or ")}`, String(error), "use fail() of core");
  }
  violation(`${label}: must be refused with ${codes.join(" or ")}`, "no error", "check inputs before computing");
}
