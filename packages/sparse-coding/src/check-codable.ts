import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";

/**
 * Refuses a dictionary `[atoms × dim]` and samples `[samples × dim]` that cannot be coded.
 * @throws `bad-shape` when the dictionary is empty or the widths differ; `not-finite`
 */
export function checkCodable(where: string, dictionary: Matrix, samples: Matrix): void {
  if (dictionary.rows < 1 || dictionary.cols < 1) {
    fail("bad-shape", {
      where: `${where}: dictionary`,
      problem: "must have at least one atom of at least one number",
      got: `[${dictionary.rows} × ${dictionary.cols}]`,
      cure: "pass atoms as rows",
    });
  }
  assertFinite(`${where}: dictionary`, dictionary);
  assertCols(`${where}: samples`, samples, dictionary.cols);
  assertFinite(`${where}: samples`, samples);
}
