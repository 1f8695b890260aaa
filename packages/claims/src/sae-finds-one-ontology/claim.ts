import { boolean, integer, number } from "@exampledon/core";
import { spanned, type World } from "@exampledon/geometry";
import { matchedFidelity } from "@exampledon/metrics";
import type { ClaimContext, ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { directionsOf } from "../groups.ts";
import { saeParams } from "../sae-params.ts";
import { threadPost } from "../sources.ts";
import { trainMethod } from "../train-method.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { armsOf } from "./arms.ts";
import { checks } from "./checks.ts";
import { type Curve, ontologyFigure } from "./figure.ts";
import { recovery, type Score, score } from "./score.ts";
import { values as valueTexts } from "./values.ts";

const SEEDS = [1, 2, 3, 4, 5];

/** Claim 7: sparse autoencoders return the animals and nothing of the attributes, unless attributes vary freely. */
export const saeFindsOneOntology: ClaimDefinition = defineClaim({
  id: "sae-finds-one-ontology",
  number: 7,
  title: "Sparse autoencoders find one ontology",
  statement:
    "Trained on activations that are sums of animals, sparse autoencoders find the animals' directions and magnitudes and none of the " +
    "attributes that other circuits read. Nothing is lost, but no latent holds an attribute's value.",
  source: threadPost,
  trained: true,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    latents: integer({ doc: "Width of the wide SAEs.", unit: "latents", default: 1000, min: 1, max: 4000 }),
    activeMin: integer({
      label: "fewest animals at once",
      doc: "Fewest animals in a sample.",
      unit: "animals",
      default: 1,
      min: 1,
      max: 20,
    }),
    activeMax: integer({
      label: "most animals at once",
      doc: "Most animals in a sample.",
      unit: "animals",
      default: 1,
      min: 1,
      max: 20,
    }),
    booleans: number({
      label: "free attributes",
      doc: "Mean number of attributes added to every sample beside its animals, each with its own magnitude.",
      unit: "attributes",
      default: 0,
      min: 0,
      max: 20,
      step: 0.5,
    }),
    ...saeParams,
    narrow: boolean({
      label: "narrow SAEs too",
      doc: "Whether to train SAEs as wide as there are attributes as well.",
      default: true,
    }),
    addBooleans: number({
      label: "free attributes in the last pair",
      doc: "Free attributes per sample for an extra pair of SAEs, the other side's case; 0 leaves the pair out.",
      unit: "attributes",
      default: 2,
      min: 0,
      max: 20,
      step: 0.5,
    }),
    samples: integer({
      label: "evaluation samples",
      doc: "Fresh samples that the scores are measured on.",
      unit: "samples",
      default: 4000,
      min: 100,
      max: 50000,
    }),
  },
  sizes: {
    live: { animals: 100, attributes: 20, latents: 100, narrow: false, addBooleans: 0, samples: 2000 },
    ci: { animals: 100, attributes: 20, latents: 100 },
    full: { steps: 5000, samples: 8000 },
  },
  seeds: { live: [1], ci: SEEDS, full: SEEDS },
  values: valueTexts,
  checks,
  variations: [
    {
      label: "Let attributes vary freely",
      params: { booleans: 2, l1Coefficient: 0.2, k: 3 },
      expect: "Attributes become latents: the checks on attributes fail, as the replies say they should.",
    },
    { label: "Too weak a penalty", params: { l1Coefficient: 0.02 }, expect: "The L1 SAE is dense and finds neither." },
    {
      label: "Three animals at a time",
      params: { activeMax: 3, k: 3, l1Coefficient: 0.2 },
      expect: "Harder in so small a space: the L1 SAE no longer separates the animals.",
    },
  ],
  async *run(params, context) {
    const { animals, attributes, activeMin, activeMax } = params;
    const arms = armsOf(params);
    const total = arms.length * params.steps;
    const worldWith = (booleans: number): World =>
      spanned.build(context.rng.split("world"), { animals, attributes, activeMin, activeMax, booleans });
    const curves: Curve[] = [];
    const scored: { arm: (typeof arms)[number]; score: Score }[] = [];
    const values: Record<string, number> = readings(worldWith(params.booleans), params.samples, context);
    for (const [index, arm] of arms.entries()) {
      const world = worldWith(arm.booleans);
      const curve: Curve = { arm, steps: [], animals: [], attributes: [] };
      // Only the two main SAEs get curves; more would hide them.
      if (index < 2) curves.push(curve);
      const training = trainMethod(
        { method: arm.method, params: arm.params, world, rng: context.rng.split(`fit ${arm.key}`) },
        context,
      );
      for (;;) {
        const next = await training.next();
        if (next.done) {
          const result = score(next.value, world, context.rng.split(`evaluate ${arm.key}`), params.samples);
          scored.push({ arm, score: result });
          Object.assign(values, prefixed(arm.key, result));
          break;
        }
        const found = recovery(await next.value.peek(), world);
        curve.steps.push(next.value.step);
        curve.animals.push(found.animals);
        curve.attributes.push(found.attributes);
        yield {
          step: index * params.steps + next.value.step,
          total,
          label: `training ${arm.title}`,
          figure: ontologyFigure(curves, scored),
          values: { ...values },
        };
      }
      yield {
        step: (index + 1) * params.steps,
        total,
        label: `scored ${arm.title}`,
        figure: ontologyFigure(curves, scored),
        values: { ...values },
        log: logLine(arm.title, scored.at(-1)!.score),
      };
    }
    return { values, figure: ontologyFigure(curves, scored) };
  },
});

function readings(world: World, samples: number, { rng }: ClaimContext): Record<string, number> {
  const batch = world.sample(rng.split("readings"), samples);
  const features = directionsOf(world, "animals");
  const matched = matchedFidelity({
    activity: batch.readings.animals!,
    write: features,
    target: batch.coefficients.animals!,
    features,
  });
  return { readingAuc: matched.auc, readingRSquared: matched.affine };
}

function prefixed(key: string, score: Score): Record<string, number> {
  return Object.fromEntries(
    Object.entries(score).map(([name, value]) => [key + name[0]!.toUpperCase() + name.slice(1), value as number]),
  );
}

function logLine(title: string, s: Score): string {
  return `${title}: animals ${s.animals.toFixed(3)}, attributes ${s.attributes.toFixed(3)} (chance ${s.chanceAttributes.toFixed(3)}), FVU ${s.fvu.toFixed(3)}, L0 ${s.l0.toFixed(2)}, dead ${s.dead}`;
}
