import { fail, type ParamSpec, parseParams, parseText } from "@exampledon/core";
import { nearest } from "./nearest.ts";

/** `name=value` pairs as they came from the command line. */
export type Settings = Readonly<Record<string, string>>;

/**
 * Reads `--set` values against a specification; only the names that were given are in the result.
 * @param where names the owner of the parameters in errors, e.g. `sae/top-k`
 * @throws `bad-param` for an unknown name (with the closest ones) or a value out of range
 */
export function parseSettings(where: string, spec: ParamSpec, settings: Settings): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(settings)) {
    const field = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (!field) {
      const near = nearest(name, Object.keys(spec));
      return fail("bad-param", {
        where,
        problem: `the parameters are ${Object.keys(spec).join(", ") || "none"}`,
        got: name,
        cure: near.length > 0 ? `did you mean ${near.join(" or ")}?` : "choose one of these",
      });
    }
    values[name] = parseText(where, name, field, text);
  }
  parseParams(where, spec, values);
  return values;
}
