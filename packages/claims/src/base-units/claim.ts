import { boolean, integer, number } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import type { LinesFigure } from "../figure.ts";
import { threadReplies } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { type CodeLengths, codeLengths, crossing } from "./code-lengths.ts";

/** Shares of samples that are animals, for the figure and for the comparison of the joint code with the better of the two. */
const SHARES = Array.from({ length: 21 }, (_, i) => i / 20);

/** Claim 20: which ontology is the shorter code depends on what the samples are. */
export const baseUnits: ClaimDefinition = defineClaim({
  id: "base-units",
  number: 20,
  title: "Which units are basic depends on the data",
  statement:
    "If attributes vary freely and animals do not, describing samples takes fewer bits in attributes when most samples are free " +
    "combinations, and in animals when most are animals. Description length alone names no ontology as the true one.",
  source: threadReplies,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    freeAttributes: integer({
      label: "attributes of a free combination",
      doc: "Attributes that are on in a free combination, each with its own magnitude.",
      unit: "attributes",
      default: 3,
      min: 1,
      max: 400,
    }),
    noise: number({
      doc: "Standard deviation of the noise along each dimension; the codes are told it.",
      default: 0.01,
      min: 0.001,
      max: 0.5,
      scale: "log",
    }),
    plain: boolean({
      label: "plain numbers allowed",
      doc: "Whether each code may fall back on plain coordinates for a sample that it has no words for.",
      default: true,
    }),
    samples: integer({ doc: "Samples of each kind, per draw.", unit: "samples", default: 1, min: 1, max: 200 }),
  },
  sizes: { live: { samples: 5 }, ci: {}, full: { samples: 8 } },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    animalsInAnimals: { label: "an animal, described in animals", unit: "bits" },
    animalsInAttributes: { label: "an animal, described in attributes", unit: "bits" },
    animalsInBoth: { label: "an animal, described in both", unit: "bits" },
    freeInAnimals: { label: "a free combination, described in animals", unit: "bits" },
    freeInAttributes: { label: "a free combination, described in attributes", unit: "bits" },
    freeInBoth: { label: "a free combination, described in both", unit: "bits" },
    animalsSaved: { label: "bits that animals save over attributes where all samples are animals", unit: "bits" },
    freeSaved: {
      label: "bits that attributes save over animals where all samples are free combinations",
      unit: "bits",
    },
    crossing: { label: "share of animals at which both codes cost the same" },
    bothOverBest: { label: "most bits that naming both costs over the better of the two, any share", unit: "bits" },
    allFreeSaved: {
      label: "bits that attributes save over animals where all attributes are free at once",
      unit: "bits",
    },
  },
  checks: [
    {
      id: "animals",
      role: "claim",
      expect: "where all samples are animals, animals are the shorter code by far",
      value: "animalsSaved",
      min: 100,
      why: "one name and one number against a number for each attribute; set before recording",
    },
    {
      id: "free",
      role: "claim",
      expect: "where all are free combinations, attributes are",
      value: "freeSaved",
      min: 50,
      why: "a few names among few, against plain numbers or a long list of animals; set before recording",
    },
    {
      id: "crossing",
      role: "claim",
      expect: "in between the curves cross",
      value: "crossing",
      min: 0.05,
      max: 0.95,
      why: "both codes win somewhere by a wide margin",
    },
    {
      id: "both",
      role: "claim",
      expect: "a code that may name both is about as short as the better one everywhere",
      value: "bothOverBest",
      max: 10,
      why: "it says for each group how many are meant, and no more",
    },
    {
      id: "all-free",
      role: "limit",
      parameter: "freeAttributes",
      expect: "where all attributes are free at once, attributes save nothing",
      value: "allFreeSaved",
      max: 5,
      why: "a full list of attributes is plain numbers, and those are open to every code",
    },
  ],
  variations: [
    {
      label: "Every attribute free at once",
      params: { freeAttributes: 50 },
      expect:
        "A free combination is no shorter in attributes than in plain numbers: attributes never win, and the claim fails.",
    },
    {
      label: "No plain numbers",
      params: { plain: false },
      expect:
        "Each code then has to spell out what it has no words for, at great length: both lines are steeper, and still they cross.",
    },
  ],
  async *run({ animals, attributes, freeAttributes, noise, plain, samples }, { rng }) {
    const total = 3;
    yield { step: 0, total, label: "drawing directions" };
    // The axes serve as attributes: a rotation of everything changes no code.
    const world = spanned.build(rng.split("world"), { animals, attributes, basis: "standard" });
    const lengths = (name: string, kind: { animals: number; attributes: number }): CodeLengths =>
      codeLengths(rng.split(name), world, { ...kind, samples, noise }, plain);
    const ofAnimals = lengths("animals", { animals: 1, attributes: 0 });
    yield { step: 1, total, label: "describing free combinations" };
    const ofFree = lengths("free", { animals: 0, attributes: freeAttributes });
    yield { step: 2, total, label: "describing combinations of all attributes" };
    const ofAll = lengths("all free", { animals: 0, attributes });
    const mixed = (of: keyof CodeLengths): number[] =>
      SHARES.map((share) => share * ofAnimals[of] + (1 - share) * ofFree[of]);
    const curves = { animals: mixed("animals"), attributes: mixed("attributes"), both: mixed("both") };
    const crosses = crossing(ofAnimals, ofFree);
    return {
      values: {
        animalsInAnimals: ofAnimals.animals,
        animalsInAttributes: ofAnimals.attributes,
        animalsInBoth: ofAnimals.both,
        freeInAnimals: ofFree.animals,
        freeInAttributes: ofFree.attributes,
        freeInBoth: ofFree.both,
        animalsSaved: ofAnimals.attributes - ofAnimals.animals,
        freeSaved: ofFree.animals - ofFree.attributes,
        crossing: crosses,
        bothOverBest: Math.max(
          ...curves.both.map((bits, i) => bits - Math.min(curves.animals[i]!, curves.attributes[i]!)),
        ),
        allFreeSaved: ofAll.animals - ofAll.attributes,
      },
      figure: bitsFigure(curves, crosses),
    };
  },
});

function bitsFigure(curves: Readonly<Record<keyof CodeLengths, number[]>>, crosses: number): LinesFigure {
  const where =
    crosses > 0 && crosses < 1
      ? `The two codes cost the same where a share of ${crosses.toFixed(2)} of the samples are animals.`
      : `The ${crosses === 0 ? "animals" : "attributes"} are the shorter code of any mixture.`;
  return {
    kind: "lines",
    title: "Bits per sample, against the share of samples that are animals",
    summary: `${where} A code that may name both stays near the lower of the two.`,
    x: { label: "share of samples that are animals", min: 0, max: 1 },
    y: { label: "bits per sample", min: 0 },
    series: [
      { name: "in animals", x: SHARES, y: curves.animals },
      { name: "in attributes", x: SHARES, y: curves.attributes },
      { name: "in both", x: SHARES, y: curves.both },
    ],
  };
}
