import { checkLists } from "./checks.ts";
import { meanOf } from "./mean-of.ts";

/**
 * How much of a coefficient's variance an estimate explains as it stands (slope 1, intercept 0):
 * `1 − Σ(c − z)² / Σ(c − mean c)²`. 1 is exact, 0 as good as the mean, negative worse. NaN (undefined) when the target
 * is constant.
 * @throws `bad-shape`, `not-finite`
 */
export function rSquaredIdentity(target: ArrayLike<number>, estimate: ArrayLike<number>): number {
  checkLists("rSquaredIdentity", target, estimate);
  const mean = meanOf(target);
  let error = 0;
  let variance = 0;
  for (let i = 0; i < target.length; i++) {
    error += (target[i]! - estimate[i]!) ** 2;
    variance += (target[i]! - mean) ** 2;
  }
  return variance === 0 ? Number.NaN : 1 - error / variance;
}

/**
 * How much an estimate explains after the best rescaling and shift: the squared Pearson correlation. 0 for a constant
 * estimate; NaN (undefined) when the target is constant.
 * @throws `bad-shape`, `not-finite`
 */
export function rSquaredAffine(target: ArrayLike<number>, estimate: ArrayLike<number>): number {
  checkLists("rSquaredAffine", target, estimate);
  const [a, b] = [meanOf(target), meanOf(estimate)];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < target.length; i++) {
    const x = target[i]! - a;
    const y = estimate[i]! - b;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  if (aa === 0) return Number.NaN;
  return bb === 0 ? 0 : (ab / aa) * (ab / bb);
}
