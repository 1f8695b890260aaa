import { type Matrix, multiply, type Rng } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { denseBits, mdlCode } from "@exampledon/sparse-coding";
import { bothGroups } from "../both-groups.ts";
import { directionsOf } from "../groups.ts";
import { type SparseSumsInput, sparseSums } from "../sparse-sums.ts";

/** Bits per sample of one kind, by what the code may name. */
export interface CodeLengths {
  readonly animals: number;
  readonly attributes: number;
  readonly both: number;
}

/** Largest magnitude that a code can say. */
const RANGE = 2;
/** Length up to which a message is tried before asking whether a longer one could be shorter in bits. */
const FIRST_ATOMS = 4;
/** Samples that the variances of plain numbers are fitted to. */
const PLAIN_SAMPLES = 100;

/**
 * Mean bits that describe fresh samples of a kind in three languages. Each may name features and their coefficients, of
 * either sign, or (with `plain`) give all coordinates as plain numbers of fitted variances, and says in one bit which.
 */
export function codeLengths(
  rng: Rng,
  world: World,
  kind: SparseSumsInput & { readonly noise: number },
  plain: boolean,
): CodeLengths {
  const { activations } = sparseSums(rng.split("samples"), world, kind);
  const [animals, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const many = sparseSums(rng.split("plain"), world, { ...kind, samples: PLAIN_SAMPLES }).activations;
  // The attributes are orthonormal, and every orthonormal basis costs the same up to the shape of the data.
  const numbers = plain
    ? mean(denseBits(multiply(many, attributes, { transposeB: true }), { noise: kind.noise }))
    : Number.POSITIVE_INFINITY;
  const bits = (dictionary: Matrix, groups: readonly number[]): number =>
    shortest(dictionary, groups, activations, kind.noise, numbers);
  return {
    animals: bits(animals, [animals.rows]),
    attributes: bits(attributes, [attributes.rows]),
    both: bits(bothGroups(world), [animals.rows, attributes.rows]),
  };
}

function shortest(
  dictionary: Matrix,
  groups: readonly number[],
  samples: Matrix,
  noise: number,
  numbers: number,
): number {
  const most = Math.min(dictionary.rows, dictionary.cols);
  const spell = (maxAtoms: number): Float64Array =>
    mdlCode(dictionary, samples, { noise, range: RANGE, groups, maxAtoms }).bits;
  const first = Math.min(FIRST_ATOMS, most);
  let bits = spell(first);
  const worst = Math.min(numbers, Math.max(...bits));
  const longest = Math.min(most, longestWorthwhile(worst, dictionary.cols, noise));
  if (longest > first) bits = spell(longest).map((value, i) => Math.min(value, bits[i]!));
  return mean(bits.map((value) => Math.min(value, numbers))) + (numbers === Number.POSITIVE_INFINITY ? 0 : 1);
}

/** More coefficients than these cost more than `bits`, even if the residual vanished. */
function longestWorthwhile(bits: number, dim: number, noise: number): number {
  return Math.ceil((bits + dim / (2 * Math.LN2)) / (Math.log2(RANGE / noise) + 1));
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The share of animals at which two mixtures cost the same: 0 where the animals' code is the shorter one of any mixture, 1
 * where the attributes' is.
 */
export function crossing(animals: CodeLengths, free: CodeLengths): number {
  const atNone = free.animals - free.attributes;
  const atAll = animals.animals - animals.attributes;
  if (atNone <= 0) return 0;
  return atAll >= 0 ? 1 : atNone / (atNone - atAll);
}
