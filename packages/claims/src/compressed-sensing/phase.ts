import { matrix, type Rng, rowOf } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { type Attempt, donohoTanner, type SuccessGrid, successGrid } from "@exampledon/metrics";
import { fista } from "@exampledon/sparse-coding";
import { bothGroups } from "../both-groups.ts";
import { MAGNITUDES, sameSet } from "../sparse-sums.ts";
import { type FistaSettings, largest } from "./recovery.ts";

/** Dimensions per direction at which the transition is looked for. */
export const DELTAS = [0.1, 0.2, 0.35, 0.55] as const;
/** Supports from one feature up to this share of the dimensions. */
const MOST = 0.8;
/** A ladder ends where less than this share is recovered. */
const LOST = 0.2;

/** Where half of the codes are recovered at one number of dimensions per direction. */
export interface Transition {
  readonly delta: number;
  /** Active features per dimension. */
  readonly measured: number;
  /** The same in the limit of many dimensions. */
  readonly curve: number;
}

/**
 * Climbs the number of active features until the least L1 norm no longer finds them. Coefficients have random signs and
 * the codes are free to have either, which is the case that the curve is about.
 */
export function* climb(
  rng: Rng,
  delta: number,
  dims: number,
  samples: number,
  settings: FistaSettings,
): Generator<Attempt, void, void> {
  const animals = Math.max(1, Math.round(dims / delta) - dims);
  const dictionary = bothGroups(
    spanned.build(rng.split("world"), { animals, attributes: dims, activeMin: 0, activeMax: 0 }),
  );
  const draw = rng.split("samples");
  const x = dims / dictionary.rows;
  for (let active = 1; active <= Math.max(1, MOST * dims); active++) {
    const samplesOfRung = matrix(samples, dims);
    const supports = Array.from({ length: samples }, (_, i) => {
      const sum = new Float64Array(dims);
      const support = Array.from(draw.choose(dictionary.rows, active)).sort((a, b) => a - b);
      for (const atom of support) {
        const coefficient = draw.uniform(MAGNITUDES.low, MAGNITUDES.high) * (draw.uniform() < 0.5 ? -1 : 1);
        rowOf(dictionary, atom).forEach((value, j) => {
          sum[j]! += coefficient * value;
        });
      }
      rowOf(samplesOfRung, i).set(sum);
      return support;
    });
    const { codes } = fista(dictionary, samplesOfRung, { ...settings, tolerance: 1e-5 });
    let successes = 0;
    for (let i = 0; i < samples; i++) {
      const success = sameSet(largest(rowOf(codes, i), active), supports[i]!);
      successes += Number(success);
      yield { x, y: active / dims, success };
    }
    if (successes / samples < LOST) return;
  }
}

/** Where each ladder of a phase diagram crosses one half, by straight lines between its rungs. */
export function transitions(attempts: Iterable<Attempt>): { readonly grid: SuccessGrid; readonly found: Transition[] } {
  const grid = successGrid(attempts);
  const found = grid.xs.map((delta) => {
    const rungs = grid.cells.filter(({ x }) => x === delta);
    const above = rungs.findIndex(({ rate }) => rate < 0.5);
    const [low, high] = [above > 0 ? rungs[above - 1]! : { y: 0, rate: 1 }, rungs[above]];
    const measured = high ? low.y + ((low.rate - 0.5) / (low.rate - high.rate)) * (high.y - low.y) : rungs.at(-1)!.y;
    return { delta, measured, curve: donohoTanner(Math.min(1, delta)) };
  });
  return { grid, found };
}
