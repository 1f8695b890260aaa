import { type Matrix, multiply, type Rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { kolmogorovSmirnov } from "@exampledon/metrics";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { histogram } from "../histogram.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";

/** Dimensions at which the scaling is measured, and how many animals are drawn there. */
const SCALING_DIMENSIONS = [10, 20, 50, 100];
const SCALING_ANIMALS = 100;
/** Cosines compared per group by the two-sample test. */
const TEST_SIZE = 1000;

/** Claim 1: an animal is as far from an attribute as from another animal. */
export const nearOrthogonal: ClaimDefinition = defineClaim({
  id: "near-orthogonal",
  number: 1,
  title: "Animals are as orthogonal to attributes as to each other",
  statement:
    "The cosine between an animal and an attribute is as small as the cosine between two animals: both spread like 1/√d. " +
    "Geometry alone does not tell which of the two is made of the other.",
  source: threadPost,
  trained: false,
  params: { animals: animalsParam, attributes: attributesParam },
  sizes: { live: {}, ci: {}, full: {} },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    rmsAnimalAttribute: { label: "rms cosine, animal and attribute" },
    rmsAnimalAnimal: { label: "rms cosine, two animals" },
    rmsRatio: { label: "ratio of the two" },
    sameDistribution: { label: "share of draws in which a two-sample test (p > 0.01) cannot tell the two apart" },
    maxCosine: { label: "largest |cosine| of two animals" },
    maxPredicted: { label: "largest |cosine| expected on a sphere" },
    maxGaussian: { label: "the cruder bound √(2 ln N / d)" },
    rmsTimesRootD: { label: "rms cosine of two animals times √d, mean over the dimensions of the sweep" },
  },
  checks: [
    {
      id: "same-size",
      role: "claim",
      expect: "both cosines have the same rms",
      value: "rmsRatio",
      min: 0.98,
      max: 1.02,
      why: "both are 1/√d for random directions",
    },
    {
      id: "same-distribution",
      role: "claim",
      expect: "a Kolmogorov–Smirnov test tells them apart no more often than by chance",
      value: "sameDistribution",
      min: 0.95,
      why: "a true null passes in 99 of 100 draws",
    },
    {
      id: "one-over-root-d",
      role: "claim",
      expect: "the rms cosine follows 1/√d over the whole sweep",
      value: "rmsTimesRootD",
      min: 0.98,
      max: 1.02,
      why: "variance of one coordinate of a random unit vector",
    },
    {
      id: "largest",
      role: "claim",
      expect: "even the largest cosine is the one that random directions have",
      value: "maxCosine",
      near: "maxPredicted",
      within: 0.03,
      why: "extreme value of N pairs on a sphere: √(1 − N^(−2/(d−1)))",
    },
  ],
  variations: [
    {
      label: "Few attributes",
      params: { attributes: 5 },
      expect:
        "Cosines grow: nothing is nearly orthogonal to anything in so few dimensions. The ratio stays where it was.",
    },
    {
      label: "Many attributes",
      params: { attributes: 400 },
      expect: "Cosines shrink with the root of the dimension; the ratio stays where it was.",
    },
  ],
  async *run({ animals, attributes }, { rng }) {
    yield { step: 0, total: 1, label: "drawing directions" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const f = directionsOf(world, "animals");
    const across = multiply(f, directionsOf(world, "attributes"), { transposeB: true });
    const within = multiply(f, f, { transposeB: true });
    const pairs = (animals * (animals - 1)) / 2;
    const extremes = offDiagonal(within);
    const test = kolmogorovSmirnov(pickAcross(across, rng.split("across")), pickWithin(within, rng.split("within")));
    const rmsAnimalAttribute = Math.sqrt(across.data.reduce((sum, x) => sum + x * x, 0) / across.data.length);
    const limit = Math.min(1, 5 / Math.sqrt(attributes));
    const values = {
      rmsAnimalAttribute,
      rmsAnimalAnimal: extremes.rms,
      rmsRatio: rmsAnimalAttribute / extremes.rms,
      sameDistribution: test.pValue > 0.01 ? 1 : 0,
      maxCosine: extremes.max,
      maxPredicted: Math.sqrt(1 - pairs ** (-2 / (attributes - 1))),
      maxGaussian: Math.sqrt((2 * Math.log(pairs)) / attributes),
      rmsTimesRootD: scaling(rng.split("scaling")),
    };
    return {
      values,
      figure: histogram({
        title: `Cosines among ${animals} animals and ${attributes} attributes`,
        summary:
          `The two distributions lie on top of each other: rms ${rmsAnimalAttribute.toFixed(4)} between an animal and an attribute, ` +
          `${extremes.rms.toFixed(4)} between two animals.`,
        label: "cosine",
        low: -limit,
        high: limit,
        bins: 40,
        samples: [
          { name: "animal · attribute", values: across.data },
          { name: "animal · another animal", values: upperTriangle(within) },
        ],
      }),
    };
  },
});

function scaling(rng: Rng): number {
  const scaled = SCALING_DIMENSIONS.map((dim) => {
    const world = spanned.build(rng.split(dim), { animals: SCALING_ANIMALS, attributes: dim });
    const f = directionsOf(world, "animals");
    return offDiagonal(multiply(f, f, { transposeB: true })).rms * Math.sqrt(dim);
  });
  return scaled.reduce((sum, x) => sum + x, 0) / scaled.length;
}

function offDiagonal(gram: Matrix): { rms: number; max: number } {
  let squares = 0;
  let max = 0;
  for (let i = 0; i < gram.rows; i++) {
    for (let j = 0; j < i; j++) {
      const x = Math.abs(gram.data[i * gram.cols + j]!);
      squares += x * x;
      if (x > max) max = x;
    }
  }
  return { rms: Math.sqrt(squares / ((gram.rows * (gram.rows - 1)) / 2)), max };
}

function upperTriangle(gram: Matrix): Float32Array {
  const out = new Float32Array((gram.rows * (gram.rows - 1)) / 2);
  let at = 0;
  for (let i = 0; i < gram.rows; i++) {
    for (let j = i + 1; j < gram.cols; j++) out[at++] = gram.data[i * gram.cols + j]!;
  }
  return out;
}

function pickAcross(across: Matrix, rng: Rng): Float32Array {
  return Float32Array.from({ length: TEST_SIZE }, () => across.data[rng.integer(across.data.length)]!);
}

function pickWithin(gram: Matrix, rng: Rng): Float32Array {
  return Float32Array.from({ length: TEST_SIZE }, () => {
    const [i, j] = rng.choose(gram.rows, 2);
    return gram.data[i! * gram.cols + j!]!;
  });
}
