import { type Matrix, matrix, multiply, number, rowNorms, rowOf, selectRows, stackRows } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { rSquaredIdentity } from "@exampledon/metrics";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { largestSingularValue, leastNormCodes } from "../linear-algebra.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";

const SAMPLES = 64;
/** Samples per draw for which the cost of few non-zero codes is computed (a solve each). */
const SPARSE_SAMPLES = 1;
const SPLITS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Nodes allowed beside the attributes and the active animal, as shares of the other animals. */
const EXTRA_SHARES = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

/** Claim 5: no codes can both rebuild the activation and be what the circuits read. */
export const noDictionary: ClaimDefinition = defineClaim({
  id: "no-dictionary",
  number: 5,
  title: "No dictionary has both sets of coefficients",
  statement:
    "Take every animal and every attribute into one dictionary and use the coefficients that the circuits act on: the sum is twice " +
    "the activation. Whatever codes rebuild the activation instead, they are wrong about what the circuits read, by a provable amount.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    split: number({
      doc: "Share t of each magnitude that the animals carry; the attributes carry 1 − t.",
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
    }),
  },
  sizes: { live: {}, ci: {}, full: {} },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    bothError: { label: "relative error of rebuilding from both sets of coefficients" },
    animalsRSquared: { label: "identity-slope R² of the split codes to the animals' coefficients" },
    attributesRSquared: { label: "identity-slope R² of the split codes to the attributes' coefficients" },
    animalsLaw: { label: "1 − (1 − t)²" },
    attributesLaw: { label: "1 − t²" },
    splitError: { label: "relative error of rebuilding from the split codes" },
    leastMiss: { label: "distance of the nearest exact codes from what the circuits read, over ‖a‖" },
    lowerBound: { label: "the bound 1/σ_max of the dictionary" },
    missOverBound: { label: "smallest ratio of the two over the samples" },
    leastMissActive: { label: "share of codes that are non-zero in the nearest exact codes" },
    frugalMiss: { label: "distance when only the attributes and the active animal may be used, over ‖a‖" },
  },
  checks: [
    {
      id: "twice",
      role: "claim",
      expect: "both sets together rebuild twice the activation",
      value: "bothError",
      min: 0.999,
      max: 1.001,
      why: "each set rebuilds it once",
    },
    {
      id: "split-rebuilds",
      role: "claim",
      expect: "splitting each magnitude rebuilds it exactly",
      value: "splitError",
      max: 1e-6,
      why: "t + (1 − t) = 1",
    },
    {
      id: "animals-law",
      role: "claim",
      expect: "the animals' share costs R² as the law says",
      value: "animalsRSquared",
      near: "animalsLaw",
      within: 0.005,
      why: "codes t·c against c",
    },
    {
      id: "attributes-law",
      role: "claim",
      expect: "the attributes' share costs R² as the law says",
      value: "attributesRSquared",
      near: "attributesLaw",
      within: 0.005,
      why: "codes (1 − t)·c′ against c′",
    },
    {
      id: "bound",
      role: "claim",
      expect: "no exact codes come closer than the bound",
      value: "missOverBound",
      min: 0.9999,
      why: "‖δ‖ ≥ ‖Dᵀδ‖ / σ_max and Dᵀδ must be −a",
    },
    {
      id: "dense-correction",
      role: "claim",
      expect: "the nearest exact codes use every node",
      value: "leastMissActive",
      min: 0.99,
      why: "the least-norm correction is dense",
    },
  ],
  variations: [
    {
      label: "All to the animals",
      params: { split: 1 },
      expect: "Animal magnitudes are right and attribute magnitudes are gone.",
    },
    {
      label: "As many animals as attributes",
      params: { animals: 50 },
      expect: "The bound tightens: with few animals each correction has to be larger.",
    },
  ],
  async *run({ animals, attributes, split }, { rng }) {
    yield { step: 0, total: 1, label: "rebuilding from both" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const { activations, coefficients } = world.sample(rng.split("samples"), SAMPLES);
    const nodes = stackRows(directionsOf(world, "animals"), directionsOf(world, "attributes"));
    const read = { animals: coefficients.animals!, attributes: coefficients.attributes! };
    const rebuild = (t: number, u: number): Matrix =>
      multiply(beside(scale(read.animals, t), scale(read.attributes, u)), nodes);
    const rSquared = (t: number): { animals: number; attributes: number } => ({
      animals: rSquaredIdentity(read.animals.data, scale(read.animals, t).data),
      attributes: rSquaredIdentity(read.attributes.data, scale(read.attributes, 1 - t).data),
    });
    const at = rSquared(split);
    const sweep = SPLITS.map(rSquared);
    const correction = leastNormCodes(nodes, activations);
    const lengths = rowNorms(activations);
    const misses = rowNorms(correction).map((miss, i) => miss / lengths[i]!);
    const lowerBound = 1 / largestSingularValue(nodes);
    const frugal = frugalMisses(nodes, activations, read.animals);
    return {
      values: {
        bothError: relativeError(rebuild(1, 1), activations),
        animalsRSquared: at.animals,
        attributesRSquared: at.attributes,
        animalsLaw: 1 - (1 - split) ** 2,
        attributesLaw: 1 - split ** 2,
        splitError: relativeError(rebuild(split, 1 - split), activations),
        leastMiss: mean(misses),
        lowerBound,
        missOverBound: Math.min(...misses) / lowerBound,
        leastMissActive: correction.data.filter((x) => x !== 0).length / correction.data.length,
        frugalMiss: frugal[0]!.miss,
      },
      figure: {
        kind: "panels" as const,
        title: "What exact codes cost",
        summary:
          `Splitting trades one ontology's magnitudes for the other's: at an equal split both keep an R² of ${sweep[5]!.animals.toFixed(2)}. ` +
          `With all ${nodes.rows} nodes the nearest exact codes still miss by ${mean(misses).toFixed(2)} of the activation's length.`,
        figures: [
          {
            kind: "lines" as const,
            title: "R² to what the circuits read, against the animals' share",
            summary: "One curve falls as the other rises; they never meet at one.",
            x: { label: "share t carried by the animals", min: 0, max: 1 },
            y: { label: "identity-slope R²", min: 0, max: 1 },
            series: [
              { name: "animals", x: SPLITS, y: sweep.map((s) => s.animals) },
              { name: "attributes", x: SPLITS, y: sweep.map((s) => s.attributes) },
            ],
          },
          {
            kind: "lines" as const,
            title: "Distance from what the circuits read, against non-zero codes",
            summary: "Only by using every node does the distance fall to its lower bound.",
            x: { label: "non-zero codes", scale: "log" as const },
            y: { label: "distance / ‖a‖", min: 0 },
            series: [{ name: "nearest exact codes", x: frugal.map((f) => f.nodes), y: frugal.map((f) => f.miss) }],
            references: [{ label: "lower bound", y: lowerBound }],
          },
        ],
      },
    };
  },
});

/**
 * The smallest distance from the circuits' coefficients when only some nodes may differ from zero: the attributes, the
 * active animals, and the animals most aligned with the activation. Mean over a few samples.
 */
function frugalMisses(nodes: Matrix, activations: Matrix, animalCodes: Matrix): { nodes: number; miss: number }[] {
  const animals = animalCodes.cols;
  const attributes = Array.from({ length: nodes.rows - animals }, (_, j) => animals + j);
  return EXTRA_SHARES.map((share) => {
    let used = 0;
    let miss = 0;
    for (let i = 0; i < SPARSE_SAMPLES; i++) {
      const a = selectRows(activations, [i]);
      const codes = rowOf(animalCodes, i);
      const alignment = multiply(a, nodes, { transposeB: true }).data;
      const others = Array.from({ length: animals }, (_, j) => j).filter((j) => codes[j] === 0);
      others.sort((p, q) => Math.abs(alignment[q]!) - Math.abs(alignment[p]!));
      const active = Array.from({ length: animals }, (_, j) => j).filter((j) => codes[j] !== 0);
      const allowed = [...attributes, ...active, ...others.slice(0, Math.round(share * others.length))];
      used += allowed.length / SPARSE_SAMPLES;
      miss += rowNorms(leastNormCodes(selectRows(nodes, allowed), a))[0]! / rowNorms(a)[0]! / SPARSE_SAMPLES;
    }
    return { nodes: used, miss };
  });
}

function beside(left: Matrix, right: Matrix): Matrix {
  const out = matrix(left.rows, left.cols + right.cols);
  for (let i = 0; i < left.rows; i++) {
    out.data.set(rowOf(left, i), i * out.cols);
    out.data.set(rowOf(right, i), i * out.cols + left.cols);
  }
  return out;
}

function scale(m: Matrix, factor: number): Matrix {
  return matrix(
    m.rows,
    m.cols,
    m.data.map((x) => x * factor),
  );
}

function relativeError(rebuilt: Matrix, original: Matrix): number {
  let error = 0;
  let length = 0;
  original.data.forEach((x, at) => {
    error += (rebuilt.data[at]! - x) ** 2;
    length += x * x;
  });
  return Math.sqrt(error / length);
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;
}
