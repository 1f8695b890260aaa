import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";

/** Refuses two sets of directions that do not live in the same space. @throws `bad-shape`, `not-finite` */
export function checkDirections(where: string, features: Matrix, dictionary: Matrix): void {
  checkNotEmpty(where, features);
  checkNotEmpty(where, dictionary);
  assertCols(where, dictionary, features.cols);
  assertFinite(where, features);
  assertFinite(where, dictionary);
}

/** Refuses a matrix without entries. @throws `bad-shape` */
export function checkNotEmpty(where: string, m: Matrix): void {
  if (m.rows === 0 || m.cols === 0) {
    fail("bad-shape", {
      where,
      problem: "a matrix needs at least one row and one column",
      got: `[${m.rows} × ${m.cols}]`,
      cure: "pass data to measure",
    });
  }
}

/** Refuses a matrix of other sizes. @throws `bad-shape` */
export function checkShape(where: string, name: string, m: Matrix, rows: number, cols: number): void {
  if (m.rows !== rows || m.cols !== cols) {
    fail("bad-shape", {
      where,
      problem: `${name} must be [${rows} × ${cols}]`,
      got: `[${m.rows} × ${m.cols}]`,
      cure: "check that all inputs describe the same samples, latents and features",
    });
  }
}

/** Refuses lists of different length, empty ones, and numbers that are not finite. @throws `bad-shape`, `not-finite` */
export function checkLists(where: string, ...lists: readonly ArrayLike<number>[]): void {
  const length = lists[0]!.length;
  for (const list of lists) {
    if (list.length !== length || length === 0) {
      fail("bad-shape", {
        where,
        problem: "all lists must have the same length, at least 1",
        got: lists.map((each) => each.length),
        cure: "pass one number per sample in each",
      });
    }
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(list[i])) {
        fail("not-finite", {
          where,
          problem: "every entry must be finite",
          got: `${list[i]} at ${i}`,
          cure: "remove or impute such samples first",
        });
      }
    }
  }
}
