import { type Matrix, matrix, multiply } from "@exampledon/core";

/** What codes are to do, and what they may be. */
export interface BestCodesInput {
  /** The frozen decoder D, `[nodes × dim]`. */
  readonly nodes: Matrix;
  /** a, `[samples × dim]`. */
  readonly activations: Matrix;
  /** What the circuits act on, t, `[samples × nodes]`. */
  readonly wanted: Matrix;
  /** Share w of the objective that is reconstruction, in [0, 1]; the rest is agreement with `wanted`. */
  readonly weight: number;
  /** Puts codes back where they may be, in place; must be the projection onto a convex set. Default: anywhere. */
  readonly project?: (codes: Matrix) => void;
  /** Where to start. Default `wanted`. */
  readonly start?: Matrix;
  /** ‖D‖², the square of its largest singular value. */
  readonly squaredNorm: number;
  readonly iterations: number;
}

/** A step smaller than this share of the largest wanted code ends the descent. */
const SMALL = 1e-6;
/** Iterations between two pauses. */
const PAUSE = 25;

/**
 * Codes z that minimise `(1 − w) ‖z − t‖² + w ‖a − zD‖²` for each sample by accelerated projected gradient descent: an
 * encoder that may compute anything. With w = 1 and no projection it goes from t to the nearest exact codes. Pauses (yields)
 * every few iterations. Nesterov's momentum with restarts, O'Donoghue and Candès (2015), https://doi.org/10.1007/s10208-013-9150-3
 * @returns `[samples × nodes]`
 */
export function* bestCodes(input: BestCodesInput): Generator<void, Matrix, void> {
  const { nodes, activations, wanted, weight, project, squaredNorm, iterations } = input;
  const step = 1 / (1 - weight + weight * squaredNorm);
  const enough = SMALL * wanted.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let codes = (input.start ?? wanted).data.slice();
  let ahead = codes;
  let momentum = 1;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const point = matrix(wanted.rows, wanted.cols, ahead);
    const error = multiply(point, nodes);
    for (let at = 0; at < error.data.length; at++) error.data[at]! -= activations.data[at]!;
    const slope = multiply(error, nodes, { transposeB: true }).data;
    const next = ahead.map(
      (value, at) => value - step * ((1 - weight) * (value - wanted.data[at]!) + weight * slope[at]!),
    );
    project?.(matrix(wanted.rows, wanted.cols, next));
    let moved = 0;
    let against = 0;
    for (let at = 0; at < next.length; at++) {
      const change = next[at]! - codes[at]!;
      moved = Math.max(moved, Math.abs(change));
      against += (ahead[at]! - next[at]!) * change;
    }
    const after = against > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const share = against > 0 ? 0 : (momentum - 1) / after;
    const before = codes;
    ahead = next.map((value, at) => value + share * (value - before[at]!));
    codes = next;
    momentum = after;
    if (moved <= enough && iteration > 1) break;
    if (iteration % PAUSE === 0) yield;
  }
  return matrix(wanted.rows, wanted.cols, codes);
}
