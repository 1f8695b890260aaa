import { corrupt } from "../corrupt.ts";
import { scanJson } from "./scan-json.ts";

/** A JSON object with its names as they stand in the file. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a file that holds one JSON object. A name `__proto__` is dropped wherever it stands, so that no later copy of the
 * value can reach a prototype; with `refuseProto` it makes the file corrupt.
 * @throws `corrupt-file` when it is not UTF-8, no JSON, no object, nested deeper than 64, or has a name twice
 */
export function parseJsonObject(
  where: string,
  bytes: Uint8Array,
  { refuseProto = false }: { readonly refuseProto?: boolean } = {},
): JsonObject {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    return corrupt(where, "the text must be UTF-8", "other bytes", undefined, cause);
  }
  const found = scanJson(text);
  if (found) corrupt(where, found.problem, found.got);
  let value: unknown;
  let proto = false;
  try {
    value = JSON.parse(text, (name, inner: unknown) => {
      if (name !== "__proto__") return inner;
      proto = true;
      return undefined;
    });
  } catch (cause) {
    return corrupt(where, "the file must hold JSON", text, undefined, cause);
  }
  if (proto && refuseProto) corrupt(where, "no name may be __proto__", "one that is");
  return isObject(value) ? value : corrupt(where, "the file must hold a JSON object", text);
}

/** Whether a value is an object with names, neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
