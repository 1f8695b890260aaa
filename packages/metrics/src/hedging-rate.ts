import { fail, type Matrix, matrix, normalizeRows, type Rng } from "@exampledon/core";
import { checkDirections } from "./checks.ts";
import { lengthOf, orthonormalBasis, removeSpan } from "./orthonormal-basis.ts";

/** Two dictionaries from one initialisation, the second with more latents. */
export interface HedgingInput {
  /** `[latents × dim]`. */
  readonly narrow: Matrix;
  /** `[more latents × dim]`; its first rows are the narrow one's latents. */
  readonly wide: Matrix;
}

/** What {@link hedgingRate} returns. */
export interface Hedging {
  /** `max(0, (change − chance)/(1 − chance))`. */
  readonly rate: number;
  /** Mean length of the old latents' change within the span of the new ones. */
  readonly change: number;
  /** The same for as many random directions in place of the new latents. */
  readonly chance: number;
}

/**
 * Feature hedging (Chanin et al. 2025, arXiv:2505.11756): how much of the features that new latents take up the old
 * latents had mixed in. Rows are scaled to unit length first. As the paper's evaluation computes it.
 * @param draws random replacements for the chance level
 * @throws `bad-shape`, `not-finite`; `bad-param` when draws is not a whole number ≥ 1
 */
export function hedgingRate({ narrow, wide }: HedgingInput, rng: Rng, draws = 50): Hedging {
  const where = "hedgingRate";
  checkDirections(where, narrow, wide);
  if (wide.rows <= narrow.rows) {
    fail("bad-shape", {
      where,
      problem: `wide must have more than ${narrow.rows} latents`,
      got: wide.rows,
      cure: "pass the dictionary with added latents second",
    });
  }
  if (!Number.isInteger(draws) || draws < 1) {
    fail("bad-param", { where, problem: "draws must be a whole number ≥ 1", got: draws, cure: "pass some tens" });
  }
  const [before, after] = [normalizeRows(narrow), normalizeRows(wide)];
  const size = narrow.rows * narrow.cols;
  const changes = Float64Array.from(before.data, (value, at) => after.data[at]! - value);
  const added = matrix(wide.rows - narrow.rows, wide.cols, after.data.subarray(size));
  const change = meanWithin(changes, added);
  let chance = 0;
  for (let draw = 0; draw < draws; draw++) {
    const random = matrix(
      added.rows,
      added.cols,
      added.data.map(() => rng.normal()),
    );
    chance += meanWithin(changes, random) / draws;
  }
  return { rate: chance < 1 ? Math.max(0, (change - chance) / (1 - chance)) : 0, change, chance };
}

/** Mean length of the part of each change that lies in the span of some directions. */
function meanWithin(changes: Float64Array, directions: Matrix): number {
  const basis = orthonormalBasis(directions);
  const dim = directions.cols;
  const count = changes.length / dim;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const whole = changes.slice(i * dim, (i + 1) * dim);
    const rest = whole.slice();
    removeSpan(rest, basis);
    sum += lengthOf(whole.map((value, k) => value - rest[k]!));
  }
  return sum / count;
}
