import { boolean, integer, number } from "@exampledon/core";
import { composed, type World } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { redTrianglePost } from "../sources.ts";
import { trainMethod } from "../train-method.ts";
import { type Arm, armsOf } from "./arms.ts";
import { checks } from "./checks.ts";
import { type ReadArm, redTriangleFigure } from "./figure.ts";
import { identify } from "./identify.ts";
import { closedFormCosts, compositionOf, crossingShare, objectiveCosts } from "./objective.ts";
import { readLatents } from "./read-latents.ts";
import { readerNetwork } from "./reader-network.ts";
import { values as valueTexts } from "./values.ts";

/** Magnitudes of independent features; a feature that shares its sample's magnitude has 1. */
const SPREAD = { magnitudeLow: 0.5, magnitudeHigh: 1.5 };
/** Length of the shift that pairs cannot show, in lengths of a feature. */
const SHIFT = 1;

/** Claim 17: when latents are "red triangle", and when "red" and "triangle". */
export const redTriangle: ClaimDefinition = defineClaim({
  id: "red-triangle",
  number: 17,
  title: "Red triangles become one latent where red is never alone",
  statement:
    "Where every sample is one colour and one shape, the L1 objective prefers a latent for each pair, and training finds pairs and no feature. " +
    "Such data do not even say which directions the colours and shapes are. Where features also come alone, they become latents.",
  source: redTrianglePost,
  trained: true,
  params: {
    colours: integer({ doc: "Number of colours.", unit: "features", default: 3, min: 2, max: 8 }),
    shapes: integer({ doc: "Number of shapes.", unit: "features", default: 4, min: 2, max: 8 }),
    shareOfPairs: number({
      label: "share of pairs",
      doc: "Share of the samples that are pairs, where some are single features.",
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
    }),
    weakPenalty: number({
      label: "weak penalty",
      doc: "L1 coefficient of the SAEs that are as wide as there are features.",
      default: 0.1,
      min: 0.001,
      max: 1,
      scale: "log",
    }),
    strongPenalty: number({
      label: "strong penalty",
      doc: "L1 coefficient of the wider SAEs.",
      default: 0.3,
      min: 0.001,
      max: 1,
      scale: "log",
    }),
    steps: integer({ doc: "Training steps of each SAE.", unit: "steps", default: 3000, min: 50, max: 50000 }),
    longer: integer({
      label: "longer training",
      doc: "How many times as long the SAE is trained that asks whether that helps.",
      unit: "times",
      default: 3,
      min: 1,
      max: 20,
    }),
    batch: integer({ label: "batch size", doc: "Samples per step.", unit: "samples", default: 256, min: 1, max: 8192 }),
    learningRate: number({
      label: "learning rate",
      doc: "Adam's step size; constant, then linear to zero over the last fifth.",
      default: 0.003,
      min: 1e-5,
      max: 0.1,
      scale: "log",
    }),
    others: boolean({
      label: "further SAEs",
      doc: "Whether to train the SAEs that ask about longer training, independent magnitudes, other architectures and training through circuits.",
      default: true,
    }),
    samples: integer({
      doc: "Samples that latents are read on.",
      unit: "samples",
      default: 4000,
      min: 100,
      max: 50000,
    }),
  },
  sizes: { live: { others: false }, ci: { others: false }, full: { longer: 7 } },
  seeds: { live: [1], ci: [1, 2, 3, 4, 5], full: seedsUpTo(10) },
  values: valueTexts,
  checks,
  variations: [
    {
      label: "Always pairs",
      params: { shareOfPairs: 1 },
      expect: "The SAEs that had features among their latents lose them: the limits are no longer confirmed.",
    },
    {
      label: "Rarely pairs",
      params: { shareOfPairs: 0.1 },
      expect: "Features everywhere but in the SAEs that are shown nothing but pairs.",
    },
    {
      label: "Three by three",
      params: { colours: 3, shapes: 3 },
      expect: "The same with groups of equal size.",
    },
  ],
  async *run(params, context) {
    const { colours, shapes, strongPenalty } = params;
    const arms = armsOf(params);
    const total = arms.reduce((sum, arm) => sum + Number(arm.params.steps), 0);
    const worldOf = (arm: Pick<Arm, "share" | "magnitudes">): World =>
      composed.build(context.rng.split("world"), {
        groupA: colours,
        groupB: shapes,
        shareOfPairs: arm.share,
        magnitudes: arm.magnitudes,
        ...(arm.magnitudes === "independent" ? SPREAD : {}),
      });
    yield { step: 0, total, label: "solving the objective" };
    const always = worldOf({ share: 1, magnitudes: "common" });
    const composition = compositionOf(directionsOf(always, "colours"), directionsOf(always, "shapes"));
    const costs = objectiveCosts(composition, strongPenalty);
    const law = closedFormCosts(strongPenalty);
    const crossing = crossingShare(costs);
    const open = identify(composition, context.rng.split("shift"), SHIFT);
    const found: Record<string, number> = {
      featuresCost: costs.features.pair,
      featuresLaw: law.features,
      pairsCost: costs.pairs.pair,
      pairsLaw: law.pairs,
      crossingStrong: crossing,
      crossingWeak: crossingShare(objectiveCosts(composition, params.weakPenalty)),
      rankOfPairs: open.rankOfPairs,
      rankMissing: open.rankOfFeatures - open.rankOfPairs,
      shiftedPairs: open.shiftedPairs,
      shiftedSingles: open.shiftedSingles,
      shiftedCosine: open.shiftedCosine,
    };
    // Only methods that are trained through it get to see it.
    const network = readerNetwork(composition.features);
    const read: ReadArm[] = [];
    let before = 0;
    for (const arm of arms) {
      const world = worldOf(arm);
      const training = trainMethod(
        { method: arm.method, params: arm.params, world, rng: context.rng.split(arm.stream), network },
        context,
      );
      for (;;) {
        const next = await training.next();
        if (next.done) {
          const samples = world.sample(context.rng.split(`read ${arm.key}`), params.samples).activations;
          const counts = readLatents(next.value, composition, samples, strongPenalty);
          read.push({ title: arm.title, counts });
          Object.assign(found, countsOf(arm.key, counts, colours, shapes));
          if (arm.key === "spare") found.trainedOverBest = counts.objective / costs.pairs.pair;
          break;
        }
        yield { step: before + next.value.step, total, label: `training: ${arm.title}`, values: { ...found } };
      }
      before += Number(arm.params.steps);
      yield {
        step: before,
        total,
        label: `read: ${arm.title}`,
        figure: redTriangleFigure(costs, crossing, read),
        values: { ...found },
        log: logLine(read.at(-1)!),
      };
    }
    return { values: found, figure: redTriangleFigure(costs, crossing, read) };
  },
});

function countsOf(key: string, counts: ReadArm["counts"], colours: number, shapes: number): Record<string, number> {
  return {
    [`${key}True`]: counts.true,
    [`${key}Composed`]: counts.composed,
    [`${key}Other`]: counts.other,
    [`${key}Features`]: counts.features / (colours + shapes),
    [`${key}Pairs`]: counts.pairs / (colours * shapes),
  };
}

function logLine({ title, counts }: ReadArm): string {
  return `${title}: ${counts.true} features, ${counts.composed} pairs, ${counts.other} neither`;
}
