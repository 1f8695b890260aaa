import { matrix, multiply, type Rng, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { rSquaredIdentity } from "@exampledon/metrics";
import { denseBits, mdlCode } from "@exampledon/sparse-coding";
import { bothGroups } from "../both-groups.ts";
import { directionsOf } from "../groups.ts";
import { sameSet, sparseSums } from "../sparse-sums.ts";

/** A kind of sample: how many features of each group it is the sum of. */
export interface Kind {
  /** Suffix of its values, e.g. `One`. */
  readonly key: string;
  readonly title: string;
  readonly animals: number;
  readonly attributes: number;
}

/** The kinds that the claim is about. */
export const KINDS: readonly Kind[] = [
  { key: "One", title: "an animal", animals: 1, attributes: 0 },
  { key: "Pair", title: "an animal and an attribute", animals: 1, attributes: 1 },
  { key: "Two", title: "two animals", animals: 2, attributes: 0 },
  { key: "Three", title: "three attributes", animals: 0, attributes: 3 },
];

/** A kind with so many features that the search loses its way. */
export function crowdOf(features: number): Kind {
  const animals = Math.ceil(features / 2);
  return { key: "Crowd", title: `${features} features`, animals, attributes: features - animals };
}

/** What the code made of samples of one kind; means over the samples. */
export interface Coded {
  /** Share of samples whose set is exactly the generating one. */
  readonly exact: number;
  /** Features in the set beyond as many as there are; negative for too few. */
  readonly extra: number;
  /** Bits of the shortest message found. */
  readonly bits: number;
  /** Bits that say all attribute readings instead. */
  readonly dense: number;
  /** R² of the code's attribute coefficients to the attributes' readings. */
  readonly readings: number;
}

/** Samples that the dense code's variances are fitted to. */
const DENSE_SAMPLES = 100;
/** Longest message tried for small kinds; longer ones for crowds. */
const MOST_ATOMS = 8;

/** Codes fresh samples of one kind by the shortest set of animals and attributes. */
export function codeKind(rng: Rng, world: World, kind: Kind, samples: number, noise: number): Coded {
  const { activations, supports } = sparseSums(rng.split("samples"), world, { ...kind, samples, noise });
  const dictionary = bothGroups(world);
  const attributes = directionsOf(world, "attributes");
  const animals = dictionary.rows - attributes.rows;
  const coded = mdlCode(dictionary, activations, {
    noise,
    nonNegative: true,
    groups: [animals, attributes.rows],
    maxAtoms: Math.min(dictionary.rows, Math.max(MOST_ATOMS, kind.animals + kind.attributes + 2)),
  });
  const codes = matrix(samples, attributes.rows);
  for (let i = 0; i < samples; i++) rowOf(codes, i).set(rowOf(coded.codes, i).subarray(animals));
  const readings = multiply(activations, attributes, { transposeB: true });
  const many = sparseSums(rng.split("dense"), world, { ...kind, samples: DENSE_SAMPLES, noise }).activations;
  return {
    exact: mean(coded.supports.map((support, i) => Number(sameSet(support, supports[i]!)))),
    extra: mean(coded.supports.map((support, i) => support.length - supports[i]!.length)),
    bits: mean(coded.bits),
    dense: mean(denseBits(multiply(many, attributes, { transposeB: true }), { noise })),
    readings: rSquaredIdentity(readings.data, codes.data),
  };
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
