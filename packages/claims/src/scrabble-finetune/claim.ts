import { integer, type Matrix, number, type Rng, rowOf } from "@exampledon/core";
import {
  type FineTunedWorlds,
  spanned,
  type World,
  withAddedAttribute,
  withDirections,
  withNoise,
} from "@exampledon/geometry";
import { fineTunedCircuits } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { beside, difference, inner, randomlyTurned, topComponent } from "./change.ts";
import { checks } from "./checks.ts";
import { fineTuneFigure } from "./figure.ts";
import { oldAndNew } from "./old-and-new.ts";
import { mergedLaw, mergedShare, nearestOthers } from "./tolerance.ts";
import { trainCrosscoder } from "./train-crosscoder.ts";
import { values } from "./values.ts";

/** Tolerances of the curve, 1 − cosine. */
const TOLERANCES = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3];
/** A tolerance far below the change. */
const FINE = 1e-4;
/** Animals whose old and new circuits are compared by what they answer. */
const CIRCUITS = 50;
/** Animals whose nearest other animal is looked for. */
const NEIGHBOURS = 5;
/** Samples on which the sizes of the changes are measured. */
const SAMPLES = 16;
/** Animals of the world that dictionaries are fitted in, and samples per animal. */
const FITTED = 10;
const SAMPLES_PER_ANIMAL = [1, 2, 5, 10];

/** Claim 19: fine-tuning moves directions by little, all in one direction. */
export const scrabbleFinetune: ClaimDefinition = defineClaim({
  id: "scrabble-finetune",
  number: 19,
  title: "Fine-tuning leaves two nearly equal circuits",
  statement:
    "Fine-tuning gives every animal one more attribute. Old circuits go on reading the animal's old direction and new ones read the new, which is " +
    "almost the same. A tool with the usual tolerance takes the two for one; how large the change is does not betray it, how it is structured does.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    importance: number({
      doc: "How much of an animal the new attribute makes up, in units of what an old one does.",
      default: 1,
      min: 0.01,
      max: 20,
      scale: "log",
    }),
    tolerance: number({
      doc: "Two directions count as one up to this distance, 1 − cosine; 0.1 is a cosine of 0.9.",
      default: 0.1,
      min: 1e-6,
      max: 0.5,
      scale: "log",
    }),
    crosscoderAnimals: integer({
      label: "animals of a crosscoder's world",
      doc: "Animals in the world whose old and new network a crosscoder is trained on; 0 for no crosscoder.",
      unit: "animals",
      default: 0,
      min: 0,
      max: 200,
    }),
    noise: number({
      doc: "Length of the noise on every sample that dictionaries are fitted to; an activation has length 1.",
      default: 0.1,
      min: 0,
      max: 10,
      step: 0.01,
    }),
  },
  sizes: { live: {}, ci: { animals: 300 }, full: { crosscoderAnimals: 20 } },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values,
  checks,
  variations: [
    {
      label: "A tool that resolves more",
      params: { tolerance: FINE },
      expect: "It keeps old and new circuits apart, but for the animals with hardly any of the new attribute.",
    },
    {
      label: "A larger change",
      params: { importance: 5 },
      expect: "An attribute that outweighs the others turns most animals beyond the tolerance.",
    },
    {
      label: "A wider space",
      params: { attributes: 400 },
      expect: "One attribute among more is a smaller change still.",
    },
  ],
  async *run({ animals, attributes, importance, tolerance, noise, crosscoderAnimals }, context) {
    const { rng } = context;
    const total = crosscoderAnimals > 1 ? 4 : 3;
    const weight = importance / Math.sqrt(attributes);
    yield { step: 0, total, label: "fine-tuning" };
    const worlds = fineTuned(rng.split("world"), animals, attributes, weight);
    const { before, after } = worlds;
    const [old, now] = [directionsOf(before, "animals"), directionsOf(after, "animals")];
    const cosines = Array.from({ length: animals }, (_, i) => inner(rowOf(old, i), rowOf(now, i)));
    const shuffled = randomlyTurned(old, cosines, rng.split("random change"));
    const sideways = topComponent(beside(now, old));
    yield { step: 1, total, label: "measuring the change" };
    const shares = {
      changeTopShare: topComponent(difference(now, old)).share,
      sidewaysTopShare: sideways.share,
      randomTopShare: topComponent(difference(shuffled, old)).share,
    };
    const random = withDirections(before, { animals: shuffled });
    const [change, control] = [after, random].map((world) => discrepancy(before, world, rng));
    const answers = Array.from({ length: Math.min(CIRCUITS, animals) }, (_, feature) => {
      const circuits = fineTunedCircuits({ before, after, feature });
      return Number(inner(circuits.before.read, circuits.after.read) > circuits.before.threshold);
    });
    const neighbours = nearestOthers(old, NEIGHBOURS);
    yield { step: 2, total, label: "fitting old and new dictionaries" };
    const small = fineTuned(rng.split("small world"), FITTED, attributes, weight);
    const told = oldAndNew(
      { before: withNoise(small.before, noise), after: withNoise(small.after, noise) },
      SAMPLES_PER_ANIMAL.map((each) => each * FITTED),
      rng.split("samples"),
    );
    const crosscoded: Record<string, number> = {};
    if (crosscoderAnimals > 1) {
      yield { step: 3, total, label: "training a crosscoder" };
      const pair = fineTuned(rng.split("crosscoder's world"), crosscoderAnimals, attributes, weight);
      const reading = await trainCrosscoder(pair, context);
      crosscoded.crosscoderShared = reading.shared;
      crosscoded.crosscoderSplit = reading.split;
      crosscoded.crosscoderCosine = reading.latentCosine;
      crosscoded.crosscoderTrueCosine = reading.trueCosine;
      crosscoded.crosscoderChangeTopShare = reading.changeTopShare;
      crosscoded.crosscoderAttribute = reading.attributeCosine;
    }
    const found = {
      ...crosscoded,
      cosine: mean(cosines),
      cosineLaw: 1 - weight ** 2 / 2,
      lawError: Math.max(
        ...cosines.map((value, i) => Math.abs(value - 1 / Math.sqrt(1 + (weight * worlds.values[i]!) ** 2))),
      ),
      ...shares,
      topCosine: Math.abs(inner(sideways.direction, rowOf(worlds.direction, 0))),
      changeSize: change!.size,
      randomSize: control!.size,
      readingGap: change!.readingGap,
      randomReadingGap: control!.readingGap,
      stillAnswers: mean(answers),
      merged: mergedShare(cosines, tolerance),
      mergedLaw: mergedLaw(tolerance, weight),
      mergedFine: mergedShare(cosines, FINE),
      mergedOthers: mergedShare(neighbours, tolerance),
      toldApartFirst: told[0]!,
      toldApart: told.at(-1)!,
    };
    return {
      values: found,
      figure: fineTuneFigure(found, {
        tolerances: TOLERANCES,
        merged: TOLERANCES.map((each) => mergedShare(cosines, each)),
        law: TOLERANCES.map((each) => mergedLaw(each, weight)),
        others: TOLERANCES.map((each) => mergedShare(neighbours, each)),
        samples: SAMPLES_PER_ANIMAL,
        told,
      }),
    };
  },
});

/** Worlds of unit activations, one animal each, before and after they get Scrabble points. */
function fineTuned(rng: Rng, animals: number, attributes: number, weight: number): FineTunedWorlds {
  const base = spanned.build(rng, { animals, attributes, magnitudeLow: 1, magnitudeHigh: 1 });
  return withAddedAttribute(base, rng.split("fine-tuning"), { name: "Scrabble points", weight });
}

/** What a change of directions does to the same samples: how far activations move, and what the old circuits then miss. */
function discrepancy(before: World, after: World, rng: Rng): { size: number; readingGap: number } {
  const [old, now] = [before, after].map((world) => world.sample(rng.split("discrepancy"), SAMPLES));
  const moved = difference(now!.activations, old!.activations);
  const animals = directionsOf(before, "animals");
  const codes = old!.generating.animals!;
  const each = Array.from({ length: SAMPLES }, (_, i) => {
    const read = rowOf(animals, activeIn(codes, i));
    const reading = inner(read, rowOf(old!.activations, i));
    const change = rowOf(moved, i);
    return { size: Math.sqrt(inner(change, change)), gap: Math.abs(inner(read, change)) / reading };
  });
  return { size: mean(each.map(({ size }) => size)), readingGap: mean(each.map(({ gap }) => gap)) };
}

function activeIn(codes: Matrix, sample: number): number {
  return rowOf(codes, sample).findIndex((code) => code !== 0);
}
