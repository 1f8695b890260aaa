import { assertCols, assertFinite, fail, type Matrix, matrix, multiply } from "@exampledon/core";
import { checkNotEmpty } from "./checks.ts";
import { forEachCosine } from "./cosines.ts";

/**
 * Mean |cos| over all pairs of different latents (Chanin and Garriga-Alonso 2025, arXiv:2508.16560): rises when latents
 * mix features, which too low an L0 makes them do.
 * @throws `bad-shape` for fewer than two latents; `not-finite`
 */
export function decoderPairwiseCosine(dictionary: Matrix): number {
  const where = "decoderPairwiseCosine";
  checkNotEmpty(where, dictionary);
  assertFinite(where, dictionary);
  const { rows } = dictionary;
  if (rows < 2) {
    fail("bad-shape", { where, problem: "at least two latents", got: rows, cure: "pass a dictionary of more rows" });
  }
  let sum = 0;
  forEachCosine(dictionary, dictionary, (i, j, cosine) => {
    if (i < j) sum += Math.abs(cosine);
  });
  return sum / ((rows * (rows - 1)) / 2);
}

/** A batch and a dictionary. */
export interface DecoderProjectionInput {
  /** `[samples × dim]`. */
  readonly activations: Matrix;
  /** Unit rows `[latents × dim]`. */
  readonly write: Matrix;
  /** Taken off the activations first, `[dim]`. Default 0. */
  readonly offset?: ArrayLike<number>;
  /** Latents per sample to look past, 1 … latents: more than the true L0. */
  readonly n: number;
}

/**
 * nth decoder projection `s_n`: the (n · samples)-th largest entry of `(x − offset) Wᵀ` over a batch; least for a
 * dictionary trained at the right L0 (Chanin and Garriga-Alonso 2025, arXiv:2508.16560).
 * @throws `bad-shape`, `not-finite`; `bad-param` when n is not a whole number in range
 */
export function nthDecoderProjection({ activations, write, offset, n }: DecoderProjectionInput): number {
  const where = "nthDecoderProjection";
  for (const m of [activations, write]) {
    checkNotEmpty(where, m);
    assertFinite(where, m);
  }
  assertCols(where, write, activations.cols);
  if (offset && offset.length !== write.cols) {
    fail("bad-shape", {
      where,
      problem: `offset must have ${write.cols} entries`,
      got: offset.length,
      cure: "check it",
    });
  }
  if (!Number.isInteger(n) || n < 1 || n > write.rows) {
    fail("bad-param", { where, problem: `n must be a whole number in [1, ${write.rows}]`, got: n, cure: "change n" });
  }
  const centred = offset
    ? matrix(
        activations.rows,
        activations.cols,
        activations.data.map((value, at) => value - offset[at % activations.cols]!),
      )
    : activations;
  const { data } = multiply(centred, write, { transposeB: true });
  return data.sort()[data.length - n * activations.rows]!;
}
