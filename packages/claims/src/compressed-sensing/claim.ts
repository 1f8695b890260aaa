import type { DecomposerDefinition } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import type { Attempt } from "@exampledon/metrics";
import { topK } from "@exampledon/sae";
import { bothGroups } from "../both-groups.ts";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { threadReplies } from "../sources.ts";
import { trainMethod } from "../train-method.ts";
import { checks, values as valueTexts } from "./checks.ts";
import { type EncoderGap, encoderGap } from "./encoder-gap.ts";
import { type Readings, type Recovery, sensingFigure } from "./figure.ts";
import { params as paramSpec } from "./params.ts";
import { climb, DELTAS, type Transition, transitions } from "./phase.ts";
import { halves, pursuitRate, readingsRSquared, shrinkageRate } from "./recovery.ts";

const SEEDS = [1, 2, 3, 4, 5];
/** Numbers of active features tried, beside the parameter's. */
const LADDER = [1, 2, 3, 4, 5, 6, 8];
/** Added attributes beside one animal, for the law of what their codes explain. */
const ADDED = [0, 1, 2, 3];
/** Samples per point of that law, in multiples of the others: they are averaged and not counted. */
const LAW_SAMPLES = 3;
const SAE_SAMPLES = 400;

/** Claim 16: sparse codes are recoverable though the dictionary is overcomplete, and are not what the circuits read. */
export const compressedSensing: ClaimDefinition = defineClaim({
  id: "compressed-sensing",
  number: 16,
  title: "Given the dictionary, a sparse code can be recovered",
  statement:
    "Animals and attributes together have many more directions than there are dimensions, and yet a sample built from a few of them can be " +
    "taken apart exactly by a sparse search. What comes back is what was added; the attribute circuits read more than that.",
  source: threadReplies,
  trained: true,
  params: paramSpec,
  sizes: {
    live: { samples: 20 },
    ci: {},
    full: {
      samples: 200,
      fistaSamples: 12,
      lambda: 0.01,
      iterations: 300,
      phaseDims: 40,
      phaseSamples: 10,
      saeAnimals: 300,
      saeAttributes: 30,
      steps: 1500,
      batch: 256,
      learningRate: 0.003,
    },
  },
  seeds: { live: [1], ci: SEEDS, full: SEEDS },
  values: valueTexts,
  checks,
  variations: [
    {
      label: "Many more dimensions",
      params: { attributes: 200 },
      expect:
        "Recovery reaches further: ten features at once are no longer too many, and the limits are not confirmed.",
    },
    {
      label: "Very few dimensions",
      params: { attributes: 20 },
      expect: "Even four features at once are often mistaken for others: the claim fails.",
    },
    {
      label: "An SAE that has hardly been trained",
      params: { steps: 50 },
      expect: "Search in a decoder that holds nothing yet is no better than its encoder: that part of the claim fails.",
    },
  ],
  async *run(params, context) {
    const { animals, attributes, mostActive, samples, fistaSamples, lambda, iterations } = params;
    const { rng } = context;
    const active = [...LADDER.filter((count) => count < mostActive), mostActive];
    const total = active.length + ADDED.length + 1 + DELTAS.length + params.steps;
    let step = 0;
    const recovery = { active: [], pursuit: [], shrinkage: [] } as { [K in keyof Recovery]: number[] };
    const readings = { added: [], measured: [], law: [] } as { [K in keyof Readings]: number[] };
    let found: readonly Transition[] = [];
    let gap: EncoderGap | undefined;
    const figure = (): ReturnType<typeof sensingFigure> =>
      sensingFigure({ recovery, readings, transitions: found, ...(gap ? { gap } : {}) });

    yield { step, total, label: "drawing directions" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const dictionary = bothGroups(world);
    for (const count of active) {
      const stream = rng.split(`active ${count}`);
      const forPursuit = halves(stream.split("pursuit"), world, count, samples);
      const byPursuit = pursuitRate(dictionary, forPursuit, count);
      yield { step, total, label: `${count} features at once, pursuit` };
      const forShrinkage = halves(stream.split("shrinkage"), world, count, fistaSamples);
      recovery.shrinkage.push(shrinkageRate(dictionary, forShrinkage, count, { lambda, iterations }));
      recovery.pursuit.push(byPursuit);
      recovery.active.push(count);
      yield { step: ++step, total, label: `${count} features at once`, figure: figure() };
    }

    for (const added of ADDED.filter((count) => count <= attributes)) {
      const stream = rng.split(`added ${added}`);
      readings.measured.push(readingsRSquared(stream, world, 1, added, LAW_SAMPLES * samples));
      readings.added.push(added);
      readings.law.push(added / (added + 1));
      yield { step: ++step, total, label: "comparing with the readings", figure: figure() };
    }
    const equal = readingsRSquared(rng.split("equal"), world, 2, 2, LAW_SAMPLES * samples);
    yield { step: ++step, total, label: "comparing with the readings" };

    const attempts: Attempt[] = [];
    for (const delta of DELTAS) {
      const ladder = climb(rng.split(`delta ${delta}`), delta, params.phaseDims, params.phaseSamples, {
        lambda,
        iterations: 2 * iterations,
      });
      for (const attempt of ladder) {
        if (attempts.push(attempt) % params.phaseSamples === 0) yield { step, total, label: "phase diagram" };
      }
      found = transitions(attempts).found;
      yield { step: ++step, total, label: "phase diagram", figure: figure() };
    }

    const small = spanned.build(rng.split("small world"), {
      animals: params.saeAnimals,
      attributes: params.saeAttributes,
      activeMax: params.saeMost,
    });
    const training = trainMethod(
      {
        method: topK as unknown as DecomposerDefinition,
        params: {
          latents: params.saeAnimals,
          k: params.saeMost,
          steps: params.steps,
          batch: params.batch,
          learningRate: params.learningRate,
        },
        world: small,
        rng: rng.split("fit"),
      },
      context,
    );
    for (;;) {
      const next = await training.next();
      if (next.done) {
        gap = encoderGap(next.value, small, rng.split("evaluate"), SAE_SAMPLES, params.saeMost);
        break;
      }
      yield { step: step + next.value.step, total, label: "training an SAE" };
    }

    return {
      values: {
        ...recoveryValues("pursuit", active, recovery.pursuit),
        ...recoveryValues("shrinkage", active, recovery.shrinkage),
        readingsRSquared: equal,
        readingsLaw: 0.5,
        phaseDifference: found.reduce((sum, { measured, curve }) => sum + Math.abs(measured - curve), 0) / found.length,
        encoderRSquared: gap.encoder,
        ownDecoderRSquared: gap.ownDecoder,
        trueDictionaryRSquared: gap.trueDictionary,
        amortisationGap: gap.ownDecoder - gap.encoder,
        dictionaryGap: gap.trueDictionary - gap.ownDecoder,
      },
      figure: figure(),
    };
  },
});

/** The recovery rates that the checks look at; those whose number of features was not tried are left out. */
function recoveryValues(key: string, active: readonly number[], rates: readonly number[]): Record<string, number> {
  const few = rates.filter((_, i) => active[i]! <= 4);
  const at = (count: number, name: string): [string, number][] => {
    const rate = rates[active.indexOf(count)];
    return rate === undefined ? [] : [[`${key}${name}`, rate]];
  };
  return Object.fromEntries([
    [`${key}Few`, few.reduce((sum, rate) => sum + rate, 0) / few.length],
    ...at(5, "Five"),
    ...at(6, "Six"),
    [`${key}Most`, rates.at(-1)!],
  ]);
}
