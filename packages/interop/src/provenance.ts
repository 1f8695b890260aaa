import type { Provenance } from "./format-definition.ts";
import { isObject } from "./json/parse-json.ts";

/** What an exported config remembers of its method, or a stand-in where it was not exported from here. */
export function provenanceOf(remembered: unknown, standIn: Provenance): Provenance {
  if (!isObject(remembered)) return standIn;
  const { method, params } = remembered;
  return typeof method === "string" && isObject(params) ? { method, params } : standIn;
}
