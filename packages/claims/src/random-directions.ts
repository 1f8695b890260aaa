import { fail } from "@exampledon/core";

/** Points of the table that the distribution is interpolated from; its error is below 1e-6. */
const POINTS = 4000;

/**
 * The distribution function of one coordinate of a random unit vector: the chance that it is at most x. What a read-off
 * of an unrelated direction follows, exactly and in any dimension: the density is `(1 − x²)^((dim − 3)/2)`.
 * @throws `bad-param` when dim is no whole number ≥ 2
 */
export function coordinateDistribution(dim: number): (x: number) => number {
  if (!Number.isInteger(dim) || dim < 2) {
    fail("bad-param", {
      where: "coordinateDistribution",
      problem: "dim must be a whole number ≥ 2",
      got: dim,
      cure: "pass the dimension of the space",
    });
  }
  // In the angle θ = acos x the density is sin^(dim − 2) θ, without a pole.
  const step = Math.PI / POINTS;
  const below = new Float64Array(POINTS + 1);
  for (let i = 1; i <= POINTS; i++) {
    below[i] = below[i - 1]! + (Math.sin((i - 1) * step) ** (dim - 2) + Math.sin(i * step) ** (dim - 2)) / 2;
  }
  const total = below[POINTS]!;
  return (x) => {
    const at = Math.acos(Math.max(-1, Math.min(1, x))) / step;
    const left = Math.min(POINTS - 1, Math.floor(at));
    return 1 - (below[left]! + (at - left) * (below[left + 1]! - below[left]!)) / total;
  };
}

/**
 * The chance that a feature reads larger off an activation than `others` unrelated random directions do.
 * @param distribution of `coordinateDistribution`, of the activation's dimension
 * @param reading of the feature
 * @param length of the activation
 */
export function chanceToReadLargest(
  distribution: (x: number) => number,
  reading: number,
  length: number,
  others: number,
): number {
  return distribution(length > 0 ? reading / length : 0) ** others;
}
