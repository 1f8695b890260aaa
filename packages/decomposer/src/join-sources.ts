import { fail, type Matrix, matrix, rngFromState, rowOf } from "@exampledon/core";
import type { ActivationSource } from "./contract.ts";

/**
 * One source out of several that describe the same samples, such as a layer's inputs and outputs, or a world before and
 * after fine-tuning: each draws from a copy of the same stream, and activations are joined side by side, with `parts`.
 * @throws `bad-shape` for fewer than two sources, or when a source gives another number of rows
 */
export function joinSources(sources: readonly ActivationSource[]): ActivationSource {
  if (sources.length < 2) {
    fail("bad-shape", {
      where: "joinSources",
      problem: "two sources or more are needed",
      got: sources.length,
      cure: "use a single source as it is",
    });
  }
  const parts = sources.map(({ dim }) => dim);
  const dim = parts.reduce((sum, part) => sum + part, 0);
  return {
    dim,
    parts,
    sample: (rng, batch) => {
      const start = rng.state();
      // The last one moves the caller's stream on.
      const drawn = sources.map((source, i) =>
        source.sample(i === sources.length - 1 ? rng : rngFromState(start), batch),
      );
      return joined(drawn, batch, dim);
    },
  };
}

function joined(drawn: readonly Matrix[], batch: number, dim: number): Matrix {
  const out = matrix(batch, dim);
  let from = 0;
  for (const part of drawn) {
    if (part.rows !== batch) {
      fail("bad-shape", {
        where: "joinSources",
        problem: `each source must give ${batch} rows`,
        got: part.rows,
        cure: "make sample return a matrix [batch × dim]",
      });
    }
    for (let i = 0; i < batch; i++) rowOf(out, i).set(rowOf(part, i), from);
    from += part.cols;
  }
  return out;
}
