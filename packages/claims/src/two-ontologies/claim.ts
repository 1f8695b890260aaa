import { type Matrix, multiply, rowOf } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";

const SAMPLES = 64;
/** A coefficient counts as non-zero above this share of the activation's length. */
const NON_ZERO = 1e-6;

/** Claim 3: two exact descriptions of the same activations. */
export const twoOntologies: ClaimDefinition = defineClaim({
  id: "two-ontologies",
  number: 3,
  title: "The same activations are exactly attributes and exactly animals",
  statement:
    "Every activation is a sum over attributes, with all of them involved, and also a sum over animals, with one of them " +
    "involved. Both sums are exact.",
  source: threadPost,
  trained: false,
  params: { animals: animalsParam, attributes: attributesParam },
  sizes: { live: {}, ci: {}, full: {} },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    attributesError: { label: "largest relative error of the sum over attributes" },
    animalsError: { label: "largest relative error of the sum over animals" },
    attributesActive: { label: "share of attributes with a non-zero coefficient" },
    animalsActive: { label: "animals with a non-zero coefficient, per sample", unit: "animals" },
  },
  checks: [
    {
      id: "attributes-exact",
      role: "claim",
      expect: "attributes rebuild every activation",
      value: "attributesError",
      max: 1e-6,
      why: "they are an orthonormal basis; float32 rounds to 6e-8",
    },
    {
      id: "animals-exact",
      role: "claim",
      expect: "animals rebuild every activation",
      value: "animalsError",
      max: 1e-6,
      why: "the sample was built from them",
    },
    {
      id: "dense",
      role: "claim",
      expect: "every attribute is involved",
      value: "attributesActive",
      min: 0.99,
      why: "a Gaussian coefficient is almost never zero",
    },
    {
      id: "sparse",
      role: "claim",
      expect: "one animal is involved",
      value: "animalsActive",
      min: 1,
      max: 1,
      why: "the sample has one",
    },
  ],
  variations: [],
  async *run({ animals, attributes }, { rng }) {
    yield { step: 0, total: 1, label: "rebuilding activations" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const batch = world.sample(rng.split("samples"), SAMPLES);
    const attributeCodes = multiply(batch.activations, directionsOf(world, "attributes"), { transposeB: true });
    const animalCodes = batch.coefficients.animals!;
    const fromAttributes = multiply(attributeCodes, directionsOf(world, "attributes"));
    const fromAnimals = multiply(animalCodes, directionsOf(world, "animals"));
    const example = rowOf(attributeCodes, 0);
    return {
      values: {
        attributesError: largestRelativeError(fromAttributes, batch.activations),
        animalsError: largestRelativeError(fromAnimals, batch.activations),
        attributesActive: countActive(attributeCodes) / attributes,
        animalsActive: countActive(animalCodes),
      },
      figure: {
        kind: "lines" as const,
        title: "One activation, in attributes and in animals",
        summary: `Coefficients of the first sample, sorted by size: all ${attributes} attributes take part, and a single animal does.`,
        x: { label: "rank of the coefficient", scale: "log" as const, min: 1 },
        y: { label: "|coefficient|", min: 0 },
        series: [
          { name: "attributes", ...sorted(example) },
          {
            name: "animals",
            ...sorted(
              rowOf(animalCodes, 0)
                .slice()
                .sort((a, b) => b - a)
                .subarray(0, attributes),
            ),
          },
        ],
      },
    };
  },
});

function largestRelativeError(rebuilt: Matrix, original: Matrix): number {
  let worst = 0;
  for (let i = 0; i < original.rows; i++) {
    let error = 0;
    let length = 0;
    for (let j = i * original.cols; j < (i + 1) * original.cols; j++) {
      error += (rebuilt.data[j]! - original.data[j]!) ** 2;
      length += original.data[j]! ** 2;
    }
    worst = Math.max(worst, Math.sqrt(error / length));
  }
  return worst;
}

/** Mean number of coefficients per sample that are not negligible beside the sample's largest. */
function countActive(codes: Matrix): number {
  let active = 0;
  for (let i = 0; i < codes.rows; i++) {
    const row = rowOf(codes, i).map(Math.abs);
    const floor = Math.max(...row) * NON_ZERO;
    active += row.filter((x) => x > floor).length;
  }
  return active / codes.rows;
}

function sorted(coefficients: Float32Array): { x: number[]; y: number[] } {
  const y = Array.from(coefficients, Math.abs).sort((a, b) => b - a);
  return { x: y.map((_, i) => i + 1), y };
}
