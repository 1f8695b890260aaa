import { fail, integer, multiply, rowNorms } from "@exampledon/core";
import { labelled } from "@exampledon/geometry";
import { halfAndHalf } from "../circuits-look-messy/nodes.ts";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import type { PanelsFigure } from "../figure.ts";
import { magicFigure } from "../magic-encoder/figure.ts";
import {
  closedFormMiss,
  type Freedom,
  type FrontierPoint,
  lowerBound,
  magicProblem,
  traceFrontier,
} from "../magic-encoder/frontier.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { checks, values } from "./checks.ts";
import { type Mess, messOf } from "./edges.ts";

const FREEDOMS: readonly Freedom[] = ["free", "own support"];

/** Claim 9: labels of their own for the animals leave the mess as it was. */
export const hundredDims: ClaimDefinition = defineClaim({
  id: "hundred-dims",
  number: 9,
  title: "Animals with labels of their own leave the mess as it was",
  statement:
    "Give every animal a label in dimensions that no attribute uses, half of its squared length. Animals are then more than their attributes, " +
    "and still no dictionary has both sets of coefficients, and circuits of one group look messy over the other.",
  source: threadPost,
  trained: true,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    labelDims: integer({
      label: "label dimensions",
      doc: "Dimensions beside the attributes that hold the animals' random labels; at most as many as there are animals.",
      unit: "dimensions",
      default: 50,
      min: 1,
      max: 400,
    }),
    samples: integer({ doc: "Samples whose codes are optimised.", unit: "samples", default: 2, min: 1, max: 200 }),
    iterations: integer({
      doc: "Most steps of the optimiser, per weight of the two aims.",
      unit: "steps",
      default: 200,
      min: 20,
      max: 5000,
    }),
    edgeSamples: integer({
      label: "samples for edges",
      doc: "Samples that an attribute circuit's edges to animals are counted over.",
      unit: "samples",
      default: 2000,
      min: 100,
      max: 20000,
    }),
  },
  sizes: { live: {}, ci: {}, full: { samples: 16, iterations: 400, edgeSamples: 5000 } },
  seeds: { live: [1], ci: seedsUpTo(5), full: seedsUpTo(20) },
  values,
  checks,
  variations: [
    {
      label: "As many animals as dimensions",
      params: { animals: 100 },
      expect: "Even dense codes then lose about half of the attributes' readings: the limit is not confirmed.",
    },
    {
      label: "A label in a single dimension",
      params: { labelDims: 1 },
      expect:
        "Labels then tell animals apart no longer; the numbers of the claim stay, since half of the length is what counts.",
    },
  ],
  async *run({ animals, attributes, labelDims, samples, iterations, edgeSamples }, { rng }) {
    if (animals < labelDims) {
      fail("bad-param", {
        where: "claim hundred-dims",
        problem: `labelDims must be at most animals = ${animals}, or the directions do not span the space`,
        got: labelDims,
        cure: "lower labelDims or raise animals",
      });
    }
    const total = FREEDOMS.length + 2;
    yield { step: 0, total, label: "drawing directions" };
    const world = labelled.build(rng.split("world"), { animals, attributes, labelDims });
    const batch = world.sample(rng.split("samples"), samples);
    const problem = magicProblem(world, batch);
    const half = halfAndHalf(world, batch);
    const lengths = rowNorms(batch.activations);
    const relative = (m: typeof batch.activations): number =>
      rowNorms(m).reduce((sum, length, i) => sum + length / lengths[i]!, 0) / lengths.length;
    const rest = multiply(half.activity, half.write);
    for (let at = 0; at < rest.data.length; at++) rest.data[at]! -= batch.activations.data[at]!;
    const reference = { closed: closedFormMiss(problem), bound: lowerBound(problem) };
    yield { step: 1, total, label: "counting edges" };
    const mess = messOf(rng.split("edges"), world, edgeSamples);
    const frontiers = new Map<Freedom, readonly FrontierPoint[]>();
    for (const freedom of FREEDOMS) {
      const step = 2 + frontiers.size;
      const search = traceFrontier(problem, freedom, iterations);
      for (;;) {
        const next = search.next();
        if (next.done) {
          frontiers.set(freedom, next.value);
          break;
        }
        yield { step, total, label: `optimising codes, ${freedom}` };
      }
      yield {
        step: step + 1,
        total,
        label: `optimised codes, ${freedom}`,
        figure: withMess(frontiers, reference, mess),
      };
    }
    const [free, support] = FREEDOMS.map((freedom) => frontiers.get(freedom)!.at(-1)!);
    return {
      values: {
        bothError: relative(problem.excess),
        splitError: relative(rest),
        closedForm: reference.closed,
        lowerBound: reference.bound,
        freeMiss: free!.miss,
        freeOverClosed: free!.miss / reference.closed,
        freeAnimals: free!.animals,
        freeAttributes: free!.attributes,
        freeWorse: Math.min(free!.animals, free!.attributes),
        freeChanged: free!.changed,
        supportMiss: support!.miss,
        supportAnimals: support!.animals,
        supportAttributes: support!.attributes,
        frontierOverBound: Math.min(...[...frontiers.values()].flat().map(({ overBound }) => overBound)),
        ...mess,
      },
      figure: withMess(frontiers, reference, mess),
    };
  },
});

function withMess(
  frontiers: ReadonlyMap<Freedom, readonly FrontierPoint[]>,
  reference: { readonly closed: number; readonly bound: number },
  mess: Mess,
): PanelsFigure {
  const codes = magicFigure(frontiers, reference);
  return {
    ...codes,
    title: "Codes and circuits where animals have labels",
    figures: [
      ...codes.figures,
      {
        kind: "bars",
        title: "How messy circuits look",
        summary:
          `An attribute circuit needs a share of ${mess.animalsOnly.toFixed(2)} of the animals, an animal circuit ${mess.neurons.toFixed(2)} of the ` +
          `neurons; attributes carry ${mess.attributesReach.toFixed(2)} of what an animal circuit reads.`,
        y: { label: "share", min: 0, max: 1 },
        categories: [
          "animals that an attribute circuit needs",
          "neurons that an animal circuit needs",
          "an animal's reading that attributes carry",
          "half and half: an animal circuit's own node",
          "half and half: an attribute circuit's own node",
        ],
        series: [
          {
            name: "share",
            y: [mess.animalsOnly, mess.neurons, mess.attributesReach, mess.halfOwnAnimals, mess.halfOwnAttributes],
          },
        ],
      },
    ],
  };
}
