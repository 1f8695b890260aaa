import { type Matrix, matrix, multiply, rowNorms, rowOf } from "@exampledon/core";
import type { Batch, World } from "@exampledon/geometry";
import { rSquaredIdentity } from "@exampledon/metrics";
import { bothGroups } from "../both-groups.ts";
import { largestSingularValue, leastNormCodes } from "../linear-algebra.ts";
import { bestCodes } from "./best-codes.ts";

/** Shares of the objective that are reconstruction, from hardly any to all. */
const WEIGHTS = [0.02, 0.05, 0.1, 0.2, 0.5, 0.9, 0.99] as const;

/** What an encoder's codes may be. */
export type Freedom = "free" | "non-negative" | "own support";

/** Codes of one weight; lengths are in lengths of the activation, means over the samples. */
export interface FrontierPoint {
  readonly weight: number;
  /** ‖a − zD‖ / ‖a‖. */
  readonly reconstructionError: number;
  /** ‖z − t‖ / ‖a‖. */
  readonly miss: number;
  /** Smallest ratio over the samples of the miss to its bound at this reconstruction error. */
  readonly overBound: number;
  /** Identity-slope R² to what the circuits act on, by group. */
  readonly animals: number;
  readonly attributes: number;
  /** Share of codes that are not what the circuits act on. */
  readonly changed: number;
}

/** A dictionary of both groups, samples, and what bounds their codes. */
export interface MagicProblem {
  readonly nodes: Matrix;
  readonly activations: Matrix;
  /** The circuits' own coefficients of both groups, `[samples × nodes]`. */
  readonly wanted: Matrix;
  readonly animalCount: number;
  /** `tD − a`: what the circuits' own coefficients rebuild too much, `[samples × dim]`. */
  readonly excess: Matrix;
  /** Largest singular value of `nodes`. */
  readonly norm: number;
}

/** The frozen dictionary of a world and what its circuits act on in some samples. */
export function magicProblem(world: World, { activations, coefficients }: Batch): MagicProblem {
  const nodes = bothGroups(world);
  const [animals, attributes] = [coefficients.animals!, coefficients.attributes!];
  const wanted = matrix(activations.rows, nodes.rows);
  for (let i = 0; i < wanted.rows; i++) {
    rowOf(wanted, i).set(rowOf(animals, i));
    rowOf(wanted, i).set(rowOf(attributes, i), animals.cols);
  }
  const excess = multiply(wanted, nodes);
  for (let at = 0; at < excess.data.length; at++) excess.data[at]! -= activations.data[at]!;
  return { nodes, activations, wanted, animalCount: animals.cols, excess, norm: largestSingularValue(nodes) };
}

/** Distance of the nearest exact codes from the circuits' coefficients in closed form, over ‖a‖, mean. */
export function closedFormMiss({ nodes, activations, excess }: MagicProblem): number {
  const lengths = rowNorms(activations);
  return mean(rowNorms(leastNormCodes(nodes, excess)).map((miss, i) => miss / lengths[i]!));
}

/** The bound on that distance: `‖tD − a‖ / σ_max`, over ‖a‖, mean. */
export function lowerBound({ activations, excess, norm }: MagicProblem): number {
  const lengths = rowNorms(activations);
  return mean(rowNorms(excess).map((length, i) => length / norm / lengths[i]!));
}

/** Traces the best trade of reconstruction against agreement, weight by weight; pauses between iterations. */
export function* traceFrontier(
  problem: MagicProblem,
  freedom: Freedom,
  iterations: number,
): Generator<void, readonly FrontierPoint[], void> {
  const { nodes, activations, wanted, norm } = problem;
  const project = projectionOf(problem, freedom);
  const points: FrontierPoint[] = [];
  let start = wanted;
  // All weight on reconstruction has a single best answer near the start only where codes are free.
  for (const weight of freedom === "free" ? [...WEIGHTS, 1] : WEIGHTS) {
    start = yield* bestCodes({
      nodes,
      activations,
      wanted,
      weight,
      // From the start of all: the way to the nearest exact codes is straight.
      start: weight === 1 ? wanted : start,
      squaredNorm: norm * norm,
      iterations,
      ...(project ? { project } : {}),
    });
    points.push(judge(problem, start, weight));
    yield;
  }
  return points;
}

function projectionOf({ wanted, animalCount }: MagicProblem, freedom: Freedom): ((codes: Matrix) => void) | undefined {
  switch (freedom) {
    case "free":
      return undefined;
    case "non-negative":
      return ({ cols, data }) => {
        for (let at = 0; at < data.length; at++) if (at % cols < animalCount && data[at]! < 0) data[at] = 0;
      };
    case "own support":
      return ({ data }) => {
        for (let at = 0; at < data.length; at++) if (wanted.data[at] === 0) data[at] = 0;
      };
  }
}

function judge(problem: MagicProblem, codes: Matrix, weight: number): FrontierPoint {
  const { nodes, activations, wanted, animalCount, excess, norm } = problem;
  const rest = multiply(codes, nodes);
  for (let at = 0; at < rest.data.length; at++) rest.data[at]! -= activations.data[at]!;
  const change = matrix(
    codes.rows,
    codes.cols,
    codes.data.map((value, at) => value - wanted.data[at]!),
  );
  const lengths = rowNorms(activations);
  const [errors, misses, excesses] = [rowNorms(rest), rowNorms(change), rowNorms(excess)];
  // δD = (a − tD) + (zD − a), so ‖δ‖ σ_max ≥ ‖tD − a‖ − ‖a − zD‖.
  const ratios = Array.from(misses, (miss, i) => (miss * norm) / (excesses[i]! - errors[i]!)).filter((r) => r > 0);
  const group = (from: number, to: number, m: Matrix): Float32Array =>
    m.data.filter((_, at) => at % m.cols >= from && at % m.cols < to);
  const rSquared = (from: number, to: number): number =>
    rSquaredIdentity(group(from, to, wanted), group(from, to, codes));
  return {
    weight,
    reconstructionError: mean(errors.map((error, i) => error / lengths[i]!)),
    miss: mean(misses.map((miss, i) => miss / lengths[i]!)),
    // Nothing has moved yet where no sample has a bound.
    overBound: ratios.length > 0 ? Math.min(...ratios) : 1,
    animals: rSquared(0, animalCount),
    attributes: rSquared(animalCount, nodes.rows),
    changed: change.data.filter((value) => value !== 0).length / change.data.length,
  };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
