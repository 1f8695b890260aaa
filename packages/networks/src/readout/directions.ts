import { fail, type Matrix, multiply, normalizeRows, type Rng } from "@exampledon/core";
import { superposition } from "@exampledon/geometry";
import { codeTable, type TableKind } from "./code-table.ts";

/** Where animals and attributes point. */
export interface Directions {
  /** Unit rows `[animals × dim]`. */
  readonly animals: Matrix;
  /** Orthonormal rows `[dim × dim]`: as many attributes as dimensions. */
  readonly attributes: Matrix;
}

/** Animals in the span of randomly rotated attributes: `f_i = Σ_j s_ij f'_j / √dim`. @throws `bad-param` */
export function readoutDirections(
  rng: Rng,
  params: {
    readonly table: TableKind;
    readonly animals: number;
    readonly attributes: number;
    readonly minDistance: number;
  },
): Directions {
  const { attributes: dim } = params;
  const world = superposition.build(rng.split("attributes"), { features: dim, dim, layout: "orthonormal" });
  const attributes = world.groups[0]!.directions;
  return { attributes, animals: normalizeRows(multiply(codeTable(rng.split("table"), params), attributes)) };
}

/** Refuses an empty range of strengths. @throws `bad-param` */
export function checkStrengths(where: string, low: number, high: number): void {
  if (low > high) {
    fail("bad-param", {
      where,
      problem: `strengthLow must be at most strengthHigh = ${high}`,
      got: low,
      cure: "swap the two",
    });
  }
}
