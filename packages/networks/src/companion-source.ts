import { assertCols, fail, type Matrix, matrix, type Rng } from "@exampledon/core";

/** Endless activations with a yes/no label each. */
export interface LabelledSource {
  readonly dim: number;
  /** Draws `batch` samples: activations `[batch × dim]` and labels 0 or 1 `[batch]`. */
  sample(rng: Rng, batch: number): { readonly activations: Matrix; readonly labels: Float32Array };
}

/** Things of two kinds, of which the first of each kind go together. */
export interface CompanionInput {
  /** Directions of the labelled kind, such as animals, `[animals × dim]`; row 0 is the one labelled 1. Two or more. */
  readonly features: Matrix;
  /** Directions of the other kind, such as colours, `[colours × dim]`; row 0 is the companion. Two or more. */
  readonly companions: Matrix;
  /** Chance that the labelled feature comes with its companion; otherwise it has any of the others. */
  readonly share: number;
  /** Chance that another feature has the companion. Default 0: only the labelled one ever has it. */
  readonly shareOfOthers?: number;
  /** Chance that a sample is labelled 1. Default ½. */
  readonly rate?: number;
  /** Standard deviation of Gaussian noise in each dimension. Default 0. */
  readonly noise?: number;
}

/**
 * Samples of one feature and one companion each, such as elephants that are grey a share of the time, labelled by the
 * feature: what a circuit learns from when two things go together.
 * @throws `bad-shape`; `bad-param` when a chance is outside [0, 1] or the noise is negative
 */
export function companionSource({
  features,
  companions,
  share,
  shareOfOthers = 0,
  rate = 0.5,
  noise = 0,
}: CompanionInput): LabelledSource {
  const where = "companionSource";
  const dim = features.cols;
  assertCols(where, companions, dim);
  for (const { rows } of [features, companions]) {
    if (rows < 2) {
      fail("bad-shape", { where, problem: "at least two of each kind", got: rows, cure: "pass more directions" });
    }
  }
  for (const [name, value] of Object.entries({ share, shareOfOthers, rate })) {
    if (!(value >= 0 && value <= 1)) {
      fail("bad-param", { where, problem: `${name} must be in [0, 1]`, got: value, cure: "pass a chance" });
    }
  }
  if (!(noise >= 0 && noise < Number.POSITIVE_INFINITY)) {
    fail("bad-param", { where, problem: "noise must be a finite number ≥ 0", got: noise, cure: "pass a deviation" });
  }
  /** Row 0 with this chance, else any other. */
  const pick = (rng: Rng, rows: number, chance: number): number =>
    rng.uniform() < chance ? 0 : 1 + rng.integer(rows - 1);
  return {
    dim,
    sample: (rng, batch) => {
      const labels = new Float32Array(batch);
      const activations = matrix(batch, dim);
      for (let i = 0; i < batch; i++) {
        const feature = pick(rng, features.rows, rate);
        const companion = pick(rng, companions.rows, feature === 0 ? share : shareOfOthers);
        labels[i] = Number(feature === 0);
        for (let k = 0; k < dim; k++) {
          const clean = features.data[feature * dim + k]! + companions.data[companion * dim + k]!;
          activations.data[i * dim + k] = noise > 0 ? clean + rng.normal(0, noise) : clean;
        }
      }
      return { activations, labels };
    },
  };
}
