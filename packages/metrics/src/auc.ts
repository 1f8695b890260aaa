import { checkLists } from "./checks.ts";

/**
 * How well an estimate detects a feature: the chance that it is larger in a sample where the target is positive than
 * in one where it is not, ties counting half. ½ is chance. NaN (undefined) when the target is positive everywhere or
 * nowhere. O(n log n).
 * @throws `bad-shape`, `not-finite`
 */
export function auc(target: ArrayLike<number>, estimate: ArrayLike<number>): number {
  checkLists("auc", target, estimate);
  const on: number[] = [];
  const off: number[] = [];
  for (let i = 0; i < target.length; i++) (target[i]! > 0 ? on : off).push(estimate[i]!);
  if (on.length === 0 || off.length === 0) return Number.NaN;
  const active = new Float64Array(on).sort();
  const inactive = new Float64Array(off).sort();
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const value of active) {
    while (below < inactive.length && inactive[below]! < value) below++;
    while (notAbove < inactive.length && inactive[notAbove]! <= value) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / active.length / inactive.length;
}
