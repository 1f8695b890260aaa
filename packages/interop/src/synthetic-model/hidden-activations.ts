import { assertCols, type Matrix, multiply } from "@exampledon/core";
import type { SyntheticModel } from "./synthetic-model.ts";

/** Activations `[batch × dim]` of a synthetic model from coefficients `[batch × features]`: `c F + bias`. @throws `bad-shape` */
export function hiddenActivations({ featureVectors, bias }: SyntheticModel, coefficients: Matrix): Matrix {
  assertCols("hiddenActivations", coefficients, featureVectors.rows);
  const out = multiply(coefficients, featureVectors);
  for (let at = 0; at < out.data.length; at++) out.data[at]! += bias[at % out.cols]!;
  return out;
}
