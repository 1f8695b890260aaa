import { assertCols, assertFinite, fail, type Matrix, matrixFromRows, stackRows } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";
import { forEachCosine } from "./cosines.ts";

/** A dictionary, and groups of features that may have been composed. */
export interface ComposedLatentsInput {
  /** Unit directions of each group, `[features × dim]`; two groups or more. */
  readonly groups: readonly Matrix[];
  /** `[latents × dim]`. */
  readonly write: Matrix;
  /** Share of samples in which each latent is active, `[latents]`. Default all live. */
  readonly firing?: ArrayLike<number>;
  /** Least cosine that makes a latent a feature or a composition. Default 0.9. */
  readonly cosine?: number;
  /** A latent that is active in at most this share of samples does not count. Default 0.002. */
  readonly live?: number;
}

/** What {@link composedLatents} returns. */
export interface ComposedLatents {
  /** What each latent is, `[latents]`. */
  readonly verdicts: readonly ("dead" | "true" | "composed" | "other")[];
  /** Latents that are one feature. */
  readonly true: number;
  /** Latents that are a composition of features of different groups. */
  readonly composed: number;
  /** Live latents that are neither. */
  readonly other: number;
  /** Features that some latent is. */
  readonly features: number;
  /** Compositions that some latent is. */
  readonly compositions: number;
}

/**
 * Is a latent "red", or "red triangle"? Compares each live latent, by signed cosine, with every feature and with every
 * composition `(f_a + f_b)/‖·‖` of features of two or more groups, and takes the nearest.
 * @throws `bad-shape`, `not-finite`; `bad-param` for fewer than two groups
 */
export function composedLatents({
  groups,
  write,
  firing,
  cosine: least = 0.9,
  live = 0.002,
}: ComposedLatentsInput): ComposedLatents {
  const where = "composedLatents";
  if (groups.length < 2) {
    fail("bad-param", { where, problem: "at least two groups", got: groups.length, cure: "pass one matrix per group" });
  }
  for (const m of [write, ...groups]) {
    checkNotEmpty(where, m);
    assertCols(where, m, write.cols);
    assertFinite(where, m);
  }
  if (firing && firing.length !== write.rows) {
    fail("bad-shape", {
      where,
      problem: `firing must have ${write.rows} entries`,
      got: firing.length,
      cure: "check it",
    });
  }
  const features = stackRows(...groups);
  const candidates = stackRows(features, compositionsOf(groups));
  const best = new Float64Array(write.rows).fill(least);
  const nearest = new Int32Array(write.rows).fill(-1);
  forEachCosine(candidates, write, (candidate, latent, value) => {
    if (value < best[latent]!) return;
    best[latent] = value;
    nearest[latent] = candidate;
  });
  const verdicts = Array.from(nearest, (candidate, latent) =>
    firing && !(firing[latent]! > live)
      ? "dead"
      : candidate < 0
        ? "other"
        : candidate < features.rows
          ? "true"
          : "composed",
  );
  const count = (verdict: string): number => verdicts.filter((each) => each === verdict).length;
  const covered = (verdict: string): number => new Set(nearest.filter((_, j) => verdicts[j] === verdict)).size;
  return {
    verdicts,
    true: count("true"),
    composed: count("composed"),
    other: count("other"),
    features: covered("true"),
    compositions: covered("composed"),
  };
}

/** The sum of every choice of features of two or more groups, one of each. */
function compositionsOf(groups: readonly Matrix[]): Matrix {
  let sums: { readonly parts: number; readonly vector: Float64Array }[] = [
    { parts: 0, vector: new Float64Array(groups[0]!.cols) },
  ];
  for (const { rows, cols, data } of groups) {
    sums = sums.flatMap((sum) => [
      sum,
      ...Array.from({ length: rows }, (_, i) => ({
        parts: sum.parts + 1,
        vector: sum.vector.map((value, k) => value + data[i * cols + k]!),
      })),
    ]);
  }
  return matrixFromRows(sums.filter(({ parts }) => parts > 1).map(({ vector }) => vector));
}
