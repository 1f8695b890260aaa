import { fail, type Matrix } from "@exampledon/core";
import { quantise } from "./quantise.ts";
import { firingFrequency, l0 } from "./sparsity.ts";

/** What to describe, and how finely. */
export interface DescriptionLengthInput {
  /** `[samples × latents]`. */
  readonly activity: Matrix;
  /** Width of a bin: activities are told to the nearest multiple. */
  readonly step: number;
  /** Bits per active value of the fixed-width code. Default 7. */
  readonly valueBits?: number;
  /** The dictionary's cost, shared by all samples it is used for; left out, it is 0. */
  readonly dictionary?: {
    readonly dim: number;
    readonly samples: number;
    /** Bits per entry. Default 32. */
    readonly entryBits?: number;
  };
}

/** Bits per sample, and where they go. */
export interface DescriptionLength {
  /** Mean number of latents whose rounded activity is not 0. */
  readonly l0: number;
  /** `H_b(p) + p · H(level | level ≠ 0)` of each latent, `[latents]`. */
  readonly perLatent: Float64Array;
  /** Sum of `perLatent`: an entropy code of every latent by itself. */
  readonly codeBits: number;
  /** `L0 (valueBits + log₂ latents)`, L0 before rounding: the index and a fixed-width value of every active latent. */
  readonly fixedBits: number;
  /** `latents · dim · entryBits / samples`. */
  readonly dictionaryBits: number;
  /** `codeBits + dictionaryBits`. */
  readonly total: number;
}

/**
 * Description length of codes in bits per sample (Ayonrinde et al. 2024, arXiv:2410.11179). Activities are rounded to
 * multiples of `step`, ties to even; latents are coded one by one with their own empirical frequencies, so what latents
 * say about each other is not saved, and the tables of frequencies are not counted. Compare dictionaries at equal
 * distortion: choose each one's step so that the rounded codes reconstruct equally well ({@link quantise}).
 * @throws `bad-shape`, `not-finite`; `bad-param` when a size or a number of bits is not positive
 */
export function descriptionLength({
  activity,
  step,
  valueBits = 7,
  dictionary,
}: DescriptionLengthInput): DescriptionLength {
  const entryBits = dictionary?.entryBits ?? 32;
  for (const [name, value] of Object.entries({ valueBits, entryBits, ...dictionary })) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
      fail("bad-param", {
        where: "descriptionLength",
        problem: `${name} must be a number > 0`,
        got: value,
        cure: "pass sizes and bits as positive numbers",
      });
    }
  }
  const levels = quantise(activity, step);
  const perLatent = Float64Array.from({ length: levels.cols }, (_, j) => {
    const counts = new Map<number, number>();
    for (let i = 0; i < levels.rows; i++) {
      const level = levels.data[i * levels.cols + j]!;
      counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    // H(level) = H_b(p) + p · H(level | level ≠ 0): the chain rule of entropy.
    return entropy([...counts.values()], levels.rows);
  });
  const codeBits = perLatent.reduce((sum, bits) => sum + bits, 0);
  const dictionaryBits = dictionary ? (activity.cols * dictionary.dim * entryBits) / dictionary.samples : 0;
  return {
    l0: firingFrequency(levels).reduce((sum, share) => sum + share, 0),
    perLatent,
    codeBits,
    fixedBits: l0(activity) * (valueBits + Math.log2(activity.cols)),
    dictionaryBits,
    total: codeBits + dictionaryBits,
  };
}

function entropy(counts: readonly number[], total: number): number {
  return counts.reduce((sum, count) => sum + (count / total) * Math.log2(total / count), 0);
}
