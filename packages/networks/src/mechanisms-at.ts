import { fail, type Matrix, stackRows } from "@exampledon/core";
import type { Mechanism } from "./mechanism.ts";

/** The rank-one mechanisms of one site, row by row: what `metrics` compares components with. */
export interface MechanismRows {
  readonly names: readonly string[];
  readonly groups: readonly string[];
  /** Their places in the network's list, which is the order of the columns of `readings` and `fires`. */
  readonly indices: Int32Array;
  /** Unit rows `[mechanisms × in]`. */
  readonly read: Matrix;
  /** `[mechanisms × out]`. */
  readonly write: Matrix;
}

/**
 * The rank-one parts that mechanisms have at a site.
 * @param group only those of this group; default all
 * @throws `unknown-id` when there is none
 */
export function mechanismsAt(mechanisms: readonly Mechanism[], site: string, group?: string): MechanismRows {
  const found = mechanisms.flatMap((mechanism, index) => {
    const part = mechanism.parts.find((each) => each.site === site);
    const wanted = group === undefined || mechanism.group === group;
    return part && wanted && part.read.rows === 1 ? [{ mechanism, index, part }] : [];
  });
  if (found.length === 0) {
    const places = mechanisms.flatMap(({ group, parts }) => parts.map((part) => `${group} at ${part.site}`));
    fail("unknown-id", {
      where: "mechanismsAt",
      problem: `mechanisms are ${[...new Set(places)].join(", ")}, and some must be of rank one`,
      got: group === undefined ? site : `${group} at ${site}`,
      cure: "check the names",
    });
  }
  return {
    names: found.map(({ mechanism }) => mechanism.name),
    groups: found.map(({ mechanism }) => mechanism.group),
    indices: Int32Array.from(found, ({ index }) => index),
    read: stackRows(...found.map(({ part }) => part.read)),
    write: stackRows(...found.map(({ part }) => part.write)),
  };
}
