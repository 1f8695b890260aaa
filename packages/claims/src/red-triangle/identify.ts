import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import { matrixRank } from "../linear-algebra.ts";
import { unitDirections } from "../unit-directions.ts";
import type { Composition } from "./objective.ts";

/** What the data leave open, whatever the method. */
export interface Identification {
  /** Dimensions that samples of pairs span. */
  readonly rankOfPairs: number;
  /** Dimensions that the features span. */
  readonly rankOfFeatures: number;
  /** Relative squared error of exact two-feature codes over a shifted dictionary: pairs only, and single features. */
  readonly shiftedPairs: number;
  readonly shiftedSingles: number;
  /** Mean cosine of the shifted directions to the true ones. */
  readonly shiftedCosine: number;
}

/**
 * Shifts every feature of one group by the same vector and those of the other group back by it. A pair is then the sum of
 * two entries as before, so pairs cannot tell the two dictionaries apart; single features can.
 * @param length of the shift, in lengths of a feature
 */
export function identify({ groups, features, pairs }: Composition, rng: Rng, length: number): Identification {
  const [first, second] = groups;
  const shift = rowOf(unitDirections(rng, 1, features.cols), 0).map((value) => value * length);
  const moved = [movedBy(first, shift, 1), movedBy(second, shift, -1)] as const;
  let pairError = 0;
  for (let i = 0; i < first.rows; i++) {
    for (let j = 0; j < second.rows; j++) {
      pairError += squaredDistance([rowOf(first, i), rowOf(second, j)], [rowOf(moved[0], i), rowOf(moved[1], j)]) / 2;
    }
  }
  let singleError = 0;
  let cosine = 0;
  for (const [group, shifted] of [[first, moved[0]] as const, [second, moved[1]] as const]) {
    for (let i = 0; i < group.rows; i++) {
      const [a, b] = [rowOf(group, i), rowOf(shifted, i)];
      const inner = a.reduce((sum, value, k) => sum + value * b[k]!, 0);
      const square = b.reduce((sum, value) => sum + value * value, 0);
      cosine += inner / Math.sqrt(square);
      // The best that the shifted entry alone can do.
      singleError += 1 - inner ** 2 / square;
    }
  }
  return {
    rankOfPairs: matrixRank(pairs),
    rankOfFeatures: matrixRank(features),
    shiftedPairs: pairError / pairs.rows,
    shiftedSingles: singleError / features.rows,
    shiftedCosine: cosine / features.rows,
  };
}

function movedBy(group: Matrix, shift: Float32Array, sign: number): Matrix {
  const out = matrix(group.rows, group.cols);
  out.data.forEach((_, at) => {
    out.data[at] = group.data[at]! + sign * shift[at % group.cols]!;
  });
  return out;
}

/** `‖Σ a − Σ b‖²`. */
function squaredDistance(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let sum = 0;
  for (let k = 0; k < a[0]!.length; k++) {
    let gap = 0;
    for (const row of a) gap += row[k]!;
    for (const row of b) gap -= row[k]!;
    sum += gap * gap;
  }
  return sum;
}
