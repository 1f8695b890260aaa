import { assertFinite, fail, type Matrix, selectRows } from "@exampledon/core";
import type { ActivationSource } from "./contract.ts";

/**
 * A source that draws rows of a data set `[samples × dim]` at random, with replacement.
 * @throws `bad-shape` when the data has no row or no column; `not-finite` when an entry is NaN or infinite
 */
export function matrixSource(data: Matrix): ActivationSource {
  if (data.rows < 1 || data.cols < 1) {
    fail("bad-shape", {
      where: "matrixSource",
      problem: "data must have at least one row and one column",
      got: `[${data.rows} × ${data.cols}]`,
      cure: "pass some activations",
    });
  }
  assertFinite("matrixSource", data);
  return {
    dim: data.cols,
    sample: (rng, batch) =>
      selectRows(
        data,
        Int32Array.from({ length: batch }, () => rng.integer(data.rows)),
      ),
  };
}
