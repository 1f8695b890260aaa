import { integer, type Matrix, number, type Rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { kurtosis } from "@exampledon/metrics";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";

/** Claim 4: animals are sparse and attributes dense, unless one counts samples that have nothing to do with animals. */
export const sparseAndDense: ClaimDefinition = defineClaim({
  id: "sparse-and-dense",
  number: 4,
  title: "Animals fire sparsely, attributes always",
  statement:
    "With one animal per sample the animals' coefficients are sparse and every attribute's coefficient is non-zero and Gaussian. " +
    "Attributes become sparse only relative to samples in which the subspace is not used at all.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    active: integer({ doc: "Animals in every sample.", unit: "animals", default: 1, min: 1, max: 20 }),
    usage: number({
      doc: "Share of samples in which the subspace is used, for the headline values.",
      default: 0.1,
      min: 0.01,
      max: 1,
      step: 0.01,
    }),
    samples: integer({ doc: "Samples per draw.", unit: "samples", default: 200, min: 100, max: 20000 }),
  },
  sizes: { live: {}, ci: {}, full: {} },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    animalDensity: { label: "share of animals that are active in a sample" },
    attributeDensity: { label: "share of attributes that are non-zero in a sample" },
    kurtosis: { label: "kurtosis of the attribute coefficients (Gaussian: 3)" },
    densityWhenRare: { label: "share of attributes non-zero when the subspace is used rarely" },
    usage: { label: "share of samples in which it is used, as measured" },
    conditionalDensity: { label: "the same, among samples that use the subspace" },
  },
  checks: [
    {
      id: "animals-sparse",
      role: "claim",
      expect: "few animals are active",
      value: "animalDensity",
      max: 0.02,
      why: "one of a thousand by construction",
    },
    {
      id: "attributes-dense",
      role: "claim",
      expect: "every attribute is non-zero",
      value: "attributeDensity",
      min: 0.999,
      why: "Gaussian coefficients",
    },
    {
      id: "gaussian",
      role: "claim",
      expect: "the attribute coefficients are Gaussian",
      value: "kurtosis",
      min: 2.7,
      max: 3.2,
      why: "coordinates of random unit vectors: 3d/(d+2)",
    },
    {
      id: "density-follows-usage",
      role: "claim",
      expect: "over all samples, attributes are as rare as the subspace is used",
      value: "densityWhenRare",
      near: "usage",
      within: 0.001,
      why: "they are on exactly when the subspace is",
    },
    {
      id: "conditionally-dense",
      role: "claim",
      expect: "given that it is used, they are all on",
      value: "conditionalDensity",
      min: 0.999,
      why: "usage does not change what an animal is",
    },
  ],
  variations: [
    {
      label: "Many animals at once",
      params: { active: 20, animals: 100 },
      expect: "With many of few animals active, the animals are no longer sparse.",
    },
  ],
  async *run({ animals, attributes, active, usage, samples }, { rng }) {
    yield { step: 0, total: 1, label: "counting coefficients" };
    const base = { animals, attributes, activeMin: active, activeMax: active, magnitudeLow: 1, magnitudeHigh: 1 };
    const measure = (share: number, stream: Rng): Density => {
      const world = spanned.build(rng.split("world"), { ...base, usage: share });
      const { coefficients } = world.sample(stream, samples);
      return density(coefficients.animals!, coefficients.attributes!);
    };
    const usages = [...new Set([usage, 0.5, 1])].sort((a, b) => a - b);
    const sweep = usages.map((share) => measure(share, rng.split(`used ${share}`)));
    const rare = sweep[usages.indexOf(usage)]!;
    const always = sweep.at(-1)!;
    return {
      values: {
        animalDensity: always.animals,
        attributeDensity: always.attributes,
        kurtosis: kurtosis(always.values),
        densityWhenRare: rare.attributes,
        usage: rare.used,
        conditionalDensity: rare.used > 0 ? rare.attributes / rare.used : 1,
      },
      figure: {
        kind: "lines" as const,
        title: "How often an attribute is on",
        summary:
          "Counted over all samples, attributes are on exactly as often as their subspace is used; counted over the samples that use it, they are always on.",
        x: { label: "share of samples that use the subspace", min: 0, max: 1 },
        y: { label: "share of attributes that are on", min: 0, max: 1.05 },
        series: [
          { name: "over all samples", x: usages, y: sweep.map((d) => d.attributes) },
          {
            name: "over samples that use it",
            x: usages,
            y: sweep.map((d) => (d.used > 0 ? d.attributes / d.used : 1)),
          },
          { name: "animals, over all samples", x: usages, y: sweep.map((d) => d.animals) },
        ],
      },
    };
  },
});

interface Density {
  readonly animals: number;
  readonly attributes: number;
  /** Share of samples in which any attribute is on. */
  readonly used: number;
  readonly values: Float32Array;
}

function density(animals: Matrix, attributes: Matrix): Density {
  let used = 0;
  for (let i = 0; i < attributes.rows; i++) {
    if (attributes.data.subarray(i * attributes.cols, (i + 1) * attributes.cols).some((x) => x !== 0)) used++;
  }
  return {
    animals: nonZeroShare(animals.data),
    attributes: nonZeroShare(attributes.data),
    used: used / attributes.rows,
    values: attributes.data,
  };
}

function nonZeroShare(values: Float32Array): number {
  return values.reduce((count, x) => count + (x === 0 ? 0 : 1), 0) / values.length;
}
