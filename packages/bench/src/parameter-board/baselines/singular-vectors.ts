import { matrix } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { Matrix as Matrix64, SingularValueDecomposition } from "ml-matrix";
import { fixedDecomposition } from "./fixed-decomposition.ts";

/** The singular vectors of every weight matrix, each pair one component: as few as there can be, and orthogonal. */
export const singularVectors: ParameterDecomposerDefinition = /* @__PURE__ */ fixedDecomposition({
  id: "baseline/singular-vectors",
  title: "Singular vectors",
  summary: "One component for each singular value of a weight matrix.",
  componentsOf: ({ weights: { rows, cols, data } }) => {
    const svd = new SingularValueDecomposition(Matrix64.from1DArray(rows, cols, Array.from(data)), {
      autoTranspose: true,
    });
    const count = Math.min(rows, cols);
    const [read, write] = [matrix(count, rows), matrix(count, cols)];
    for (let c = 0; c < count; c++) {
      read.data.set(svd.leftSingularVectors.getColumn(c), c * rows);
      write.data.set(
        svd.rightSingularVectors.getColumn(c).map((value) => value * svd.diagonal[c]!),
        c * cols,
      );
    }
    return { read, write };
  },
});
