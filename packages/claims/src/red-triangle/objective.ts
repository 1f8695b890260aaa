import { type Matrix, matrixFromRows, rowOf, stackRows } from "@exampledon/core";
import { atomsOf, shrinkageCoder } from "@exampledon/decomposer";

/** Groups of orthonormal features of which a sample has one each, or a single one. */
export interface Composition {
  /** `[features × dim]` of each of two groups. */
  readonly groups: readonly [Matrix, Matrix];
  /** The features themselves, `[features × dim]`. */
  readonly features: Matrix;
  /** Unit directions of all pairs, `[pairs × dim]`. */
  readonly pairs: Matrix;
}

/** What a kind of sample costs in the L1 objective, best codes, over one dictionary. */
export interface SampleCosts {
  readonly pair: number;
  readonly single: number;
}

/** Costs over the dictionary of features, of pairs, and of both. */
export interface ObjectiveCosts {
  readonly features: SampleCosts;
  readonly pairs: SampleCosts;
  readonly both: SampleCosts;
}

const ITERATIONS = 20_000;
const TOLERANCE = 1e-9;

/** Lists features and pairs of two groups. */
export function compositionOf(first: Matrix, second: Matrix): Composition {
  const pairs = Array.from({ length: first.rows * second.rows }, (_, at) => {
    const a = rowOf(first, Math.floor(at / second.rows));
    const b = rowOf(second, at % second.rows);
    return Array.from(a, (value, k) => (value + b[k]!) * Math.SQRT1_2);
  });
  return { groups: [first, second], features: stackRows(first, second), pairs: matrixFromRows(pairs) };
}

/**
 * The lowest `‖x − z W‖² + λ Σ z` over non-negative codes, for one sample with a feature of each group at magnitude 1 and
 * for samples with a single one, by FISTA: the least that an SAE with that dictionary of unit rows can reach.
 */
export function objectiveCosts({ groups, features, pairs }: Composition, l1Coefficient: number): ObjectiveCosts {
  const pairSample = Float64Array.from(rowOf(pairs, 0), (value) => value * Math.SQRT2);
  const singles = groups.map((group) => ({
    share: group.rows / features.rows,
    sample: Float64Array.from(rowOf(group, 0)),
  }));
  const over = (dictionary: Matrix): SampleCosts => {
    const atoms = atomsOf(dictionary);
    const coder = shrinkageCoder(atoms, {
      lambda: l1Coefficient / 2,
      iterations: ITERATIONS,
      tolerance: TOLERANCE,
      nonNegative: true,
    });
    const cost = (sample: Float64Array): number => {
      const { code } = coder(sample);
      const residual = sample.slice();
      code.forEach((z, i) => {
        const row = rowOf(dictionary, i);
        for (let k = 0; k < residual.length; k++) residual[k]! -= z * row[k]!;
      });
      return residual.reduce((sum, r) => sum + r * r, 0) + l1Coefficient * code.reduce((sum, z) => sum + z, 0);
    };
    return {
      pair: cost(pairSample),
      single: singles.reduce((sum, { share, sample }) => sum + share * cost(sample), 0),
    };
  };
  return { features: over(features), pairs: over(pairs), both: over(stackRows(features, pairs)) };
}

/** The same for pairs of the features' own dictionary and of pairs, in closed form: `2λ − λ²/2` and `√2 λ − λ²/4`. */
export function closedFormCosts(l1Coefficient: number): { readonly features: number; readonly pairs: number } {
  const square = l1Coefficient ** 2;
  return { features: 2 * l1Coefficient - square / 2, pairs: Math.SQRT2 * l1Coefficient - square / 4 };
}

/** Expected cost of a sample that is a pair with chance `share`, else a single feature. */
export function expectedCost({ pair, single }: SampleCosts, share: number): number {
  return share * pair + (1 - share) * single;
}

/** Share of pairs at which the dictionary of pairs begins to cost less than that of the features; outside [0, 1] never. */
export function crossingShare({ features, pairs }: ObjectiveCosts): number {
  const atNone = pairs.single - features.single;
  const atAll = features.pair - pairs.pair;
  return atNone / (atNone + atAll);
}
