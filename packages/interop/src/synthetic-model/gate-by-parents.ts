import { assertCols, type Matrix, matrix, rowOf } from "@exampledon/core";
import type { HierarchyNode, SyntheticModel } from "./synthetic-model.ts";

/**
 * Coefficients `[batch × features]` with those set to 0 whose parent is not active, level by level. Which of several
 * exclusive siblings stays, and scaling by the parent, is left to whoever draws the samples.
 * @throws `bad-shape`
 */
export function gateByParents({ featureVectors, hierarchy }: SyntheticModel, coefficients: Matrix): Matrix {
  assertCols("gateByParents", coefficients, featureVectors.rows);
  const out = matrix(coefficients.rows, coefficients.cols, coefficients.data.slice());
  for (let i = 0; i < out.rows; i++) {
    const row = rowOf(out, i);
    for (const root of hierarchy?.roots ?? []) gate(row, root, true);
  }
  return out;
}

/** A node without a feature passes its own parent on. */
function gate(row: Float32Array, { feature_index: feature, children }: HierarchyNode, parentActive: boolean): void {
  if (feature !== null && !parentActive) row[feature] = 0;
  const active = feature === null ? parentActive : row[feature]! > 0;
  for (const child of children) gate(row, child, active);
}
