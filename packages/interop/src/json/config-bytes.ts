import { type JsonObject, parseJsonObject } from "./parse-json.ts";

/**
 * A config as the bytes of a file: those it was read from while it still says the same, so that what nobody changed is
 * written back byte for byte; else JSON of two spaces.
 */
export function configBytes(config: JsonObject, readFrom?: Uint8Array): Uint8Array {
  if (readFrom && JSON.stringify(parseJsonObject("config", readFrom)) === JSON.stringify(config)) return readFrom;
  return new TextEncoder().encode(`${JSON.stringify(config, undefined, 2)}\n`);
}
