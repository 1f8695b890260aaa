import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkLists, checkNotEmpty, checkShape } from "./checks.ts";

/** One circuit, and the nodes that it is to be explained by. */
export interface AttributionInput {
  /** What the circuit reads off the activation, `[dim]`. */
  readonly read: ArrayLike<number>;
  /** `[samples × nodes]`. */
  readonly activity: Matrix;
  /** What each node adds to the activation, `[nodes × dim]`. */
  readonly write: Matrix;
  /** Non-zero in the samples that count, `[samples]`. Default all. */
  readonly active?: ArrayLike<number>;
}

/** A node's part in what a circuit reads. */
export interface AttributionEdge {
  readonly node: number;
  /** Mean contribution `z_i (w_i · r)`, with its sign. */
  readonly weight: number;
  /** Mean size of the contribution. */
  readonly size: number;
  /** `size` over the sum of all nodes' sizes. */
  readonly share: number;
}

/**
 * The causal graph of one circuit: every node that contributes to what it reads, the largest first. The first edges
 * whose shares add up to 0.95 are those that `edgesPerCircuit` counts.
 * @throws `bad-shape`, `not-finite`
 */
export function attributionEdges({ read, activity, write, active }: AttributionInput): AttributionEdge[] {
  const where = "attributionEdges";
  for (const m of [activity, write]) {
    checkNotEmpty(where, m);
    assertFinite(where, m);
  }
  checkLists(where, read);
  assertCols(where, write, read.length);
  checkShape(where, "activity", activity, activity.rows, write.rows);
  if (active && active.length !== activity.rows) {
    fail("bad-shape", {
      where,
      problem: `active must have ${activity.rows} entries`,
      got: active.length,
      cure: "pass one number per sample",
    });
  }
  const weights = new Float64Array(write.rows);
  const sizes = new Float64Array(write.rows);
  let samples = 0;
  for (let i = 0; i < activity.rows; i++) {
    if (active && active[i] === 0) continue;
    samples++;
    for (let j = 0; j < write.rows; j++) {
      const z = activity.data[i * activity.cols + j]!;
      weights[j]! += z;
      sizes[j]! += Math.abs(z);
    }
  }
  if (samples === 0) return [];
  const gains = Float64Array.from({ length: write.rows }, (_, j) => {
    let gain = 0;
    for (let k = 0; k < write.cols; k++) gain += write.data[j * write.cols + k]! * read[k]!;
    return gain / samples;
  });
  const total = sizes.reduce((sum, size, j) => sum + size * Math.abs(gains[j]!), 0);
  return Array.from(sizes, (sum, node) => {
    const size = sum * Math.abs(gains[node]!);
    return { node, weight: weights[node]! * gains[node]!, size, share: size / total };
  })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.node - b.node);
}
