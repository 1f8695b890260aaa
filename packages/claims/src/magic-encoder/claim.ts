import { integer } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { magicFigure } from "./figure.ts";
import {
  closedFormMiss,
  type Freedom,
  type FrontierPoint,
  lowerBound,
  magicProblem,
  traceFrontier,
} from "./frontier.ts";

const FREEDOMS: readonly Freedom[] = ["free", "non-negative", "own support"];

/** Claim 8: with the true directions frozen, no encoder gets both groups' magnitudes right. */
export const magicEncoder: ClaimDefinition = defineClaim({
  id: "magic-encoder",
  number: 8,
  title: "No encoder, however clever, gets both magnitudes right",
  statement:
    "Freeze the decoder at the true directions of both groups and let the codes be anything at all, found for each sample by optimisation. " +
    "Codes that rebuild the activation still miss what the circuits act on, by as much as the closed form says.",
  source: threadPost,
  trained: true,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    samples: integer({ doc: "Samples whose codes are optimised.", unit: "samples", default: 2, min: 1, max: 200 }),
    iterations: integer({
      doc: "Most steps of the optimiser, per weight of the two aims.",
      unit: "steps",
      default: 200,
      min: 20,
      max: 5000,
    }),
  },
  sizes: { live: { samples: 8 }, ci: {}, full: { samples: 16, iterations: 400 } },
  seeds: { live: [1], ci: seedsUpTo(10), full: seedsUpTo(20) },
  values: {
    closedForm: { label: "distance of the nearest exact codes in closed form, over ‖a‖" },
    lowerBound: { label: "the bound 1/σ_max of the dictionary" },
    freeMiss: { label: "any codes: distance from what the circuits act on, over ‖a‖" },
    freeOverClosed: { label: "any codes: the same over the closed form" },
    freeAnimals: { label: "any codes: R² to the animals' coefficients" },
    freeAttributes: { label: "any codes: R² to the attributes' readings" },
    freeChanged: { label: "any codes: share of codes that differ from the circuits' coefficients" },
    nonNegativeMiss: { label: "animals' codes ≥ 0: distance, over ‖a‖" },
    nonNegativeOverFree: { label: "animals' codes ≥ 0: the same over that of any codes" },
    nonNegativeAnimals: { label: "animals' codes ≥ 0: R² to the animals' coefficients" },
    nonNegativeAttributes: { label: "animals' codes ≥ 0: R² to the attributes' readings" },
    supportMiss: { label: "no code but the circuits' own: distance, over ‖a‖" },
    supportAnimals: { label: "no code but the circuits' own: R² to the animals' coefficients" },
    supportAttributes: { label: "no code but the circuits' own: R² to the attributes' readings" },
    frontierOverBound: { label: "smallest ratio of distance to bound over all frontiers" },
  },
  checks: [
    {
      id: "bound",
      role: "claim",
      expect: "no codes beat the bound at any reconstruction error",
      value: "frontierOverBound",
      min: 0.999,
      why: "‖δ‖ σ_max ≥ ‖a‖ − ‖a − zD‖ whatever the codes; a thousandth for rounding in float32",
    },
    {
      id: "closed-form",
      role: "claim",
      expect: "optimised codes end where the closed form says",
      value: "freeOverClosed",
      min: 0.999,
      max: 1.001,
      why: "the least-norm correction is the best there is",
    },
    {
      id: "dense",
      role: "claim",
      expect: "and get there by changing every code",
      value: "freeChanged",
      min: 0.99,
      why: "the least-norm correction is dense",
    },
    {
      id: "signs-cost",
      role: "claim",
      expect: "codes that may not be negative miss by more",
      value: "nonNegativeOverFree",
      min: 1.1,
      why: "half of the corrections to absent animals would be negative, and the others have to do their work",
    },
    {
      id: "support-animals",
      role: "claim",
      expect: "codes as sparse as the circuits' own lose a quarter of the animals' R²",
      value: "supportAnimals",
      min: 0.73,
      max: 0.77,
      why: "the shortest correction among one animal and its attributes halves every magnitude: 1 − ¼",
    },
    {
      id: "support-attributes",
      role: "claim",
      expect: "and of the attributes'",
      value: "supportAttributes",
      min: 0.73,
      max: 0.77,
      why: "the same correction",
    },
    {
      id: "nearly",
      role: "limit",
      parameter: "animals",
      expect: "with many more animals than dimensions, dense codes come close on both",
      value: "freeAnimals",
      min: 0.9,
      why: "the bound falls like √(d/(n + d)): the miss is spread thinly over all animals",
    },
  ],
  variations: [
    {
      label: "As many animals as attributes",
      params: { animals: 50 },
      expect: "Even dense codes then lose a good part of the animals' magnitudes: the limit is not confirmed.",
    },
    {
      label: "Three thousand animals",
      params: { animals: 3000 },
      expect: "Dense codes come closer still. The miss is real, and small; what it costs is sparsity.",
    },
  ],
  async *run({ animals, attributes, samples, iterations }, { rng }) {
    const total = FREEDOMS.length + 1;
    yield { step: 0, total, label: "drawing directions" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const problem = magicProblem(world, world.sample(rng.split("samples"), samples));
    const reference = { closed: closedFormMiss(problem), bound: lowerBound(problem) };
    const frontiers = new Map<Freedom, readonly FrontierPoint[]>();
    for (const freedom of FREEDOMS) {
      const step = 1 + frontiers.size;
      const search = traceFrontier(problem, freedom, iterations);
      for (;;) {
        const next = search.next();
        if (next.done) {
          frontiers.set(freedom, next.value);
          break;
        }
        yield { step: step - 1, total, label: `optimising codes, ${freedom}` };
      }
      yield { step, total, label: `optimised codes, ${freedom}`, figure: magicFigure(frontiers, reference) };
    }
    const [free, positive, support] = FREEDOMS.map((freedom) => frontiers.get(freedom)!.at(-1)!);
    return {
      values: {
        closedForm: reference.closed,
        lowerBound: reference.bound,
        freeMiss: free!.miss,
        freeOverClosed: free!.miss / reference.closed,
        freeAnimals: free!.animals,
        freeAttributes: free!.attributes,
        freeChanged: free!.changed,
        nonNegativeMiss: positive!.miss,
        nonNegativeOverFree: positive!.miss / free!.miss,
        nonNegativeAnimals: positive!.animals,
        nonNegativeAttributes: positive!.attributes,
        supportMiss: support!.miss,
        supportAnimals: support!.animals,
        supportAttributes: support!.attributes,
        frontierOverBound: Math.min(...[...frontiers.values()].flat().map(({ overBound }) => overBound)),
      },
      figure: magicFigure(frontiers, reference),
    };
  },
});
