import { assertCols, assertFinite, fail, type Matrix, matrix, multiply } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";
import { crossMoments } from "./cross-moments.ts";
import { meanDefined } from "./mean-defined.ts";

/** Circuits, and the nodes that they are to be explained by. */
export interface EdgesInput {
  /** What each circuit reads off the activation, `[circuits × dim]`. */
  readonly reads: Matrix;
  /** `[samples × nodes]`. */
  readonly activity: Matrix;
  /** What each node adds to the activation, `[nodes × dim]`. */
  readonly write: Matrix;
  /** Non-zero where a circuit's feature is active, `[samples × circuits]`; only these samples count. Default all. */
  readonly active?: Matrix;
  /** The share of attribution that the edges must carry, in (0, 1]. Default 0.95. */
  readonly share?: number;
}

/** What {@link edgesPerCircuit} returns. */
export interface Edges {
  /** NaN (undefined) for a circuit that is never active or reads nothing of any node, `[circuits]`. */
  readonly perCircuit: Float64Array;
  /** Mean over the circuits for which it is defined. */
  readonly mean: number;
}

/**
 * How messy a circuit looks in a dictionary: the number of nodes that carry a share of what it reads. The circuit reads
 * `r · a`, and node i contributes `z_i (w_i · r)`; nodes are ranked by the mean size of that contribution.
 * @throws `bad-shape`, `not-finite`; `bad-param` when share is outside (0, 1]
 */
export function edgesPerCircuit({ reads, activity, write, active, share = 0.95 }: EdgesInput): Edges {
  const where = "edgesPerCircuit";
  if (!(share > 0 && share <= 1)) {
    fail("bad-param", { where, problem: "share must be in (0, 1]", got: share, cure: "pass a share such as 0.95" });
  }
  for (const m of [reads, activity, write]) {
    checkNotEmpty(where, m);
    assertFinite(where, m);
  }
  assertCols(where, write, reads.cols);
  checkShape(where, "activity", activity, activity.rows, write.rows);
  if (active) checkShape(where, "active", active, activity.rows, reads.rows);
  const counted = active
    ? matrix(
        active.rows,
        active.cols,
        active.data.map((value) => (value === 0 ? 0 : 1)),
      )
    : matrix(activity.rows, 1, new Float32Array(activity.rows).fill(1));
  // Sums instead of means: every node of a circuit counts the same samples, so the ranking and the shares are the same.
  const sizes = crossMoments(counted, {
    rows: activity.rows,
    cols: activity.cols,
    data: new Float64Array(activity.data).map(Math.abs),
  });
  const gains = multiply(reads, write, { transposeB: true });
  const perCircuit = Float64Array.from({ length: reads.rows }, (_, circuit) => {
    const start = (active ? circuit : 0) * sizes.cols;
    const attribution = new Float64Array(write.rows);
    for (let i = 0; i < write.rows; i++) {
      attribution[i] = sizes.data[start + i]! * Math.abs(gains.data[circuit * write.rows + i]!);
    }
    return nodesForShare(attribution.sort().reverse(), share);
  });
  return { perCircuit, mean: meanDefined(perCircuit) };
}

/** How many of the largest entries make up the share; the slack keeps rounding from asking for one more. */
function nodesForShare(descending: Float64Array, share: number): number {
  const total = descending.reduce((sum, value) => sum + value, 0);
  if (total === 0) return Number.NaN;
  let sum = 0;
  let count = 0;
  while (sum < share * total * (1 - 1e-12)) sum += descending[count++]!;
  return count;
}
