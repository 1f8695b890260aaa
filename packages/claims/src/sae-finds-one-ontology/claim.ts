import { boolean, choice, integer, number } from "@exampledon/core";
import { spanned, type World } from "@exampledon/geometry";
import { chanceMeanMaxCosine, matchedFidelity } from "@exampledon/metrics";
import type { ClaimContext, ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { directionsOf } from "../groups.ts";
import { saeParams } from "../sae-params.ts";
import { threadPost } from "../sources.ts";
import { trainMethod } from "../train-method.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { type Arm, armsOf } from "./arms.ts";
import { checks } from "./checks.ts";
import { type Curve, type MainArm, ontologyFigure, type SweptArm } from "./figure.ts";
import { CHANCE_DRAWS, recovery, type Score, type SweepScore, score, sweepScore } from "./score.ts";
import { summaryOf } from "./summary.ts";
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
    l0Coefficient: number({
      label: "L0 coefficient",
      doc: "Sparsity penalty of the JumpReLU SAE.",
      default: 0.05,
      min: 0.001,
      max: 10,
      scale: "log",
    }),
    deadAfter: integer({
      label: "dead after",
      doc: "A latent that has not fired for this long is resampled.",
      unit: "steps",
      default: 30,
      min: 1,
      max: 10_000,
    }),
    architectures: choice({
      doc: "Which SAEs to train.",
      default: "all",
      choices: ["all", "L1 and TopK"],
    }),
    baselines: boolean({
      doc: "Whether to fit PCA, ICA and k-means and to ask the oracle as well.",
      default: true,
    }),
    narrow: boolean({
      label: "narrow SAEs too",
      doc: "Whether to train SAEs as wide as there are attributes as well.",
      default: true,
    }),
    spare: boolean({
      label: "spare latents too",
      doc: "Whether to train L1, TopK, BatchTopK and JumpReLU SAEs with a latent for every animal and every attribute as well.",
      default: false,
    }),
    double: boolean({
      label: "double width too",
      doc: "Whether to train L1 and BatchTopK SAEs of twice the width as well.",
      default: false,
    }),
    penalties: boolean({
      label: "other penalties too",
      doc: "Whether to train L1 SAEs with a weaker and a stronger penalty as well.",
      default: false,
    }),
    several: integer({
      label: "animals at once in a sweep",
      doc: "Most animals per sample for another round of SAEs; 1 leaves the round out.",
      unit: "animals",
      default: 1,
      min: 1,
      max: 20,
    }),
    addBooleans: number({
      label: "free attributes in the last round",
      doc: "Free attributes per sample for another round of SAEs, the other side's case; 0 leaves the round out.",
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
    live: {
      animals: 100,
      attributes: 20,
      latents: 100,
      architectures: "L1 and TopK",
      baselines: false,
      narrow: false,
      addBooleans: 0,
      samples: 2000,
    },
    ci: { animals: 100, attributes: 20, latents: 100 },
    full: { steps: 5000, samples: 8000, deadAfter: 60, spare: true, double: true, penalties: true, several: 3 },
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
    const arms = armsOf(params);
    const total = arms.reduce((sum, arm) => sum + stepsOf(arm), 0);
    const worldWith = ({ activeMax, booleans }: Pick<Arm, "activeMax" | "booleans">): World =>
      spanned.build(context.rng.split("world"), {
        animals: params.animals,
        attributes: params.attributes,
        activeMin: params.activeMin,
        activeMax,
        booleans,
      });
    const curves: Curve[] = [];
    const scored: MainArm[] = [];
    const swept: SweptArm[] = [];
    const values: Record<string, number> = readings(worldWith(params), params.samples, context);
    if (params.narrow) {
      values.narrowChanceAttributes = chanceMeanMaxCosine(
        { features: directionsOf(worldWith(params), "attributes"), latents: params.attributes },
        context.rng.split("narrow chance"),
        CHANCE_DRAWS,
      ).mean;
    }
    let before = 0;
    for (const [index, arm] of arms.entries()) {
      const world = worldWith(arm);
      const curve: Curve = { arm, steps: [], animals: [], attributes: [] };
      // Only the first two SAEs get curves; more would hide them.
      if (index < 2) curves.push(curve);
      const truth = arm.method.tags.usesTruth ? { truth: directionsOf(world, "animals") } : {};
      const training = trainMethod(
        { method: arm.method, params: arm.params, world, rng: context.rng.split(`fit ${arm.key}`), ...truth },
        context,
      );
      for (;;) {
        const next = await training.next();
        if (next.done) {
          const rng = context.rng.split(`evaluate ${arm.key}`);
          if (arm.main) {
            scored.push({ arm, score: score(next.value, world, rng, params.samples) });
            Object.assign(values, prefixed(arm.key, scored.at(-1)!.score));
          } else {
            swept.push({ arm, score: sweepScore(next.value, world, rng, params.samples) });
            Object.assign(values, prefixed(arm.key, swept.at(-1)!.score));
          }
          break;
        }
        if (index < 2) {
          const found = recovery(await next.value.peek(), world);
          curve.steps.push(next.value.step);
          curve.animals.push(found.animals);
          curve.attributes.push(found.attributes);
        }
        yield {
          step: before + (stepsOf(arm) * next.value.step) / next.value.total,
          total,
          label: `training ${arm.title}`,
          figure: ontologyFigure(curves, scored, swept),
          values: { ...values },
        };
      }
      before += stepsOf(arm);
      yield {
        step: before,
        total,
        label: `scored ${arm.title}`,
        figure: ontologyFigure(curves, scored, swept),
        values: { ...values },
        log: logLine(arm.title, (scored.at(-1)?.arm === arm ? scored : swept).at(-1)!.score),
      };
    }
    return { values: { ...values, ...summaryOf(scored, swept) }, figure: ontologyFigure(curves, scored, swept) };
  },
});

/** Weight of an arm in the progress of a run: its steps, or little for what is not trained by steps. */
function stepsOf({ params }: Arm): number {
  return Number(params.steps ?? 50);
}

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

function prefixed(key: string, score: Score | SweepScore): Record<string, number> {
  return Object.fromEntries(
    Object.entries(score).map(([name, value]) => [key + name[0]!.toUpperCase() + name.slice(1), value as number]),
  );
}

function logLine(title: string, s: SweepScore): string {
  return `${title}: animals ${s.animals.toFixed(3)}, attributes ${s.attributes.toFixed(3)}, R² ${s.animalsRSquared.toFixed(3)} and ${s.attributesRSquared.toFixed(3)}, FVU ${s.fvu.toFixed(3)}, L0 ${s.l0.toFixed(2)}, dead ${s.dead}`;
}
