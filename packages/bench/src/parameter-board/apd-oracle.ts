import { apd, apdParts, defineApd, type Initialisation } from "@exampledon/apd";
import { fail, type Matrix, matrix } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";

/** Deviation of the factors that no mechanism takes, so that they can still grow. */
const SPARE = 0.01;

/** Component c starts as mechanism c in the first of its ranks. */
const truth: Initialisation = {
  title: "the planted mechanisms",
  factors: async ({ site, truth: planted, count, components, weights, rng }) => {
    if (!planted || planted.read.rows > components) {
      return fail("bad-param", {
        where: `apd-oracle: site ${site}`,
        problem: "there must be planted mechanisms, no more than components",
        got: planted ? `${planted.read.rows} for ${components} components` : "none",
        cure: "pass truth for every site and raise components",
      });
    }
    const rank = count / components;
    const place = (rows: Matrix, cols: number): Matrix => {
      const out = matrix(
        count,
        cols,
        Float32Array.from({ length: count * cols }, () => rng.normal(0, SPARE)),
      );
      for (let c = 0; c < rows.rows; c++) out.data.set(rows.data.subarray(c * cols, (c + 1) * cols), c * rank * cols);
      return out;
    };
    return { read: place(planted.read, weights.rows), write: place(planted.write, weights.cols) };
  },
};

/** APD that starts at the planted mechanisms: what its objective does with the answer. */
export const apdOracle: ParameterDecomposerDefinition = /* @__PURE__ */ defineApd({
  id: "apd/apd-oracle",
  title: "Attribution-based parameter decomposition, told the mechanisms",
  summary: "APD started at the planted mechanisms: whether its objective keeps them.",
  references: apd.references,
  parts: { ...apdParts, initialisations: { truth } },
  usesTruth: true,
}) as never;
