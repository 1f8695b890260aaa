import { fail } from "@exampledon/core";

/**
 * JSON text with sorted keys and no spaces: equal values give equal text.
 * @throws `bad-param` when a part would not survive JSON: NaN, ±Infinity, undefined, a function or a class instance
 */
export function canonicalJson(value: unknown): string {
  return write(value, "");
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  // JSON.stringify(-0) is "0"; "-0" is valid JSON and parses back to -0.
  if (typeof value === "number" && Number.isFinite(value)) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item, i) => write(item, `${path}[${i}]`)).join(",")}]`;
  if (isPlainObject(value)) {
    const fields = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${write(value[key], `${path}.${key}`)}`);
    return `{${fields.join(",")}}`;
  }
  return fail("bad-param", {
    where: `canonicalJson${path && `: ${path}`}`,
    problem: "only null, booleans, text, finite numbers, arrays and plain objects survive JSON",
    got: typeof value === "object" ? Object.prototype.toString.call(value) : value,
    cure: "pack float arrays with packTensor and leave out what is undefined",
  });
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
