import { assertFinite, fail, type Matrix } from "@exampledon/core";
import type { ActivationSource } from "./contract.ts";

/**
 * Wraps a source so that every batch is checked for shape and finiteness before a method sees it.
 * @param where names method and step in errors; called only when something is wrong or a batch is drawn
 * @throws `bad-shape` when `dim` is not a whole number ≥ 1, parts do not add up to it, or a batch is not `[batch × dim]`; `not-finite`
 */
export function guardSource(source: ActivationSource, where: () => string): ActivationSource {
  const { dim, parts } = source;
  if (!Number.isInteger(dim) || dim < 1) {
    fail("bad-shape", {
      where: where(),
      problem: "the source's dim must be a whole number ≥ 1",
      got: dim,
      cure: "pass a source that knows the width of its activations",
    });
  }
  if (parts && (parts.some((part) => !(Number.isInteger(part) && part >= 1)) || sumOf(parts) !== dim)) {
    fail("bad-shape", {
      where: where(),
      problem: `the source's parts must be whole numbers ≥ 1 that add up to ${dim}`,
      got: parts,
      cure: "leave parts out or correct them",
    });
  }
  return {
    dim,
    ...(parts && { parts }),
    sample: (rng, batch): Matrix => {
      const drawn = source.sample(rng, batch);
      if (
        !(drawn?.data instanceof Float32Array) ||
        drawn.rows !== batch ||
        drawn.cols !== dim ||
        drawn.data.length !== batch * dim
      ) {
        fail("bad-shape", {
          where: where(),
          problem: `the source must give ${batch} activations of width ${dim}`,
          got: drawn ? `[${drawn.rows} × ${drawn.cols}] with ${drawn.data?.length} entries` : drawn,
          cure: "make sample return a matrix [batch × dim]",
        });
      }
      assertFinite(where(), drawn);
      return drawn;
    },
  };
}

function sumOf(parts: readonly number[]): number {
  return parts.reduce((sum, part) => sum + part, 0);
}
