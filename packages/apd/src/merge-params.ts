import { fail, type ParamSpec } from "@exampledon/core";

/** Intersection of the members of a union. */
export type Intersection<U> = (U extends unknown ? (member: U) => void : never) extends (member: infer I) => void
  ? I
  : never;

/** The parameters of all parts of a registry. */
export type ParamsOfParts<P extends Readonly<Record<string, { readonly params: ParamSpec }>>> = Intersection<
  P[keyof P]["params"]
>;

/**
 * The parameters of several parts in one specification.
 * @throws `bad-param` when two parts give one name to different parameters
 */
export function mergeParams(where: string, ...specs: readonly ParamSpec[]): ParamSpec {
  const merged: Record<string, ParamSpec[string]> = {};
  for (const spec of specs) {
    for (const [name, field] of Object.entries(spec)) {
      if (merged[name] && merged[name] !== field) {
        fail("bad-param", {
          where,
          problem: "every part must name its parameters differently",
          got: name,
          cure: "put the part's name in front",
        });
      }
      merged[name] = field;
    }
  }
  return merged;
}
