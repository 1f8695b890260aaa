import { integer, matrixFromRows, number, type Rng, rowOf } from "@exampledon/core";
import { spanned, type World } from "@exampledon/geometry";
import { andCircuit, type Circuit } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { coordinateDistribution } from "../random-directions.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { type Answers, answersOf } from "./answers.ts";
import { checks } from "./checks.ts";

/** Pairs of an elephant and an attribute per draw. */
const PAIRS = 4;
/** Other animals asked about in each crowd of the sweep. */
const CROWD_OTHERS = 25;
/** A rotation changes no reading; the axes are the cheapest. */
const basis = "standard";

/** Claim 11: a circuit that reads the sum of an animal and an attribute stores a fact about their conjunction. */
export const furryElephantCircuit: ClaimDefinition = defineClaim({
  id: "furry-elephant-circuit",
  number: 11,
  title: "A circuit can be about furry elephants only",
  statement:
    "Let a circuit read the sum of the elephant's direction and the direction of furry, through a threshold. It answers to furry " +
    "elephants, not to plain elephants, and hardly ever to anything else that is furry, though furry is part of what an elephant is made of.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    position: number({
      doc: "Where the threshold lies between the largest reading with one of the two missing (0) and the reading of both (1).",
      default: 0.5,
      min: 0,
      max: 1,
      step: 0.05,
    }),
    company: integer({
      doc: "Other animals that are in every sample beside the one that it is about.",
      unit: "animals",
      default: 0,
      min: 0,
      max: 20,
    }),
    noise: number({
      doc: "Expected length of Gaussian noise on every activation, about; an animal has length 1.",
      default: 0,
      min: 0,
      max: 10,
      step: 0.1,
    }),
  },
  sizes: { live: {}, ci: { animals: 500 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(20), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    furryElephants: { label: "share of furry elephants that the circuit answers to" },
    plainElephants: { label: "share of plain elephants" },
    furryOthers: { label: "share of other animals that are furry" },
    plainOthers: { label: "share of other animals as they are" },
    furryOthersLaw: { label: "what random directions predict for furry others, alone and without noise" },
    crowdedHits: { label: "share of furry elephants among √d other animals" },
    crowdedFurryOthers: { label: "share of furry others among √d other animals" },
  },
  checks,
  variations: [
    {
      label: "In company",
      params: { company: 7 },
      expect:
        "Other animals in the same activation disturb both ways: furry elephants are missed and others taken for them.",
    },
    {
      label: "Few dimensions",
      params: { attributes: 5 },
      expect: "In so few dimensions other animals come close to elephants, and many furry ones set the circuit off.",
    },
    {
      label: "A low threshold",
      params: { position: 0 },
      expect: "With the threshold at the reading of one feature, half of the other furry animals get over it.",
    },
  ],
  async *run({ animals, attributes, position, company, noise }, { rng }) {
    yield { step: 0, total: 2, label: "asking about every animal" };
    const world = spanned.build(rng.split("world"), { animals, attributes, basis });
    const pairs = pairsOf(rng.split("pairs"), world, position);
    const deviation = noise / Math.sqrt(world.dim);
    const features = directionsOf(world, "animals");
    const ask = (inCompany: number, others: (elephant: number) => number[]): Answers =>
      meanOf(
        pairs.map(({ circuit, elephant, furry, name }) =>
          answersOf(
            circuit,
            { animals: features, elephant, furry, company: inCompany, deviation },
            others(elephant),
            rng.split(`samples ${name} ${inCompany}`),
          ),
        ),
      );
    const all = Array.from({ length: animals }, (_, i) => i);
    const main = ask(company, (elephant) => all.filter((animal) => animal !== elephant));

    yield { step: 1, total: 2, label: "in larger and larger company" };
    const crowd = Math.round(Math.sqrt(attributes));
    const sizes = [...new Set([0, 1, 2, Math.round(crowd / 2), crowd, 2 * crowd])].sort((a, b) => a - b);
    const few = (elephant: number): number[] =>
      Array.from({ length: CROWD_OTHERS }, (_, i) => (elephant + 1 + (i % (animals - 1))) % animals);
    const crowds = sizes.map((size) => ask(size, few));
    const crowded = crowds[sizes.indexOf(crowd)]!;
    const distribution = coordinateDistribution(attributes);
    return {
      values: {
        ...main,
        // Beside the part that all furry things share the reading is a random coordinate of the circuit's own direction.
        furryOthersLaw: mean(pairs.map(({ sumLength }) => 1 - distribution((position * sumLength) / 2))),
        crowdedHits: crowded.furryElephants,
        crowdedFurryOthers: crowded.furryOthers,
      },
      figure: {
        kind: "panels" as const,
        title: "What sets the circuit off",
        summary:
          `It answers to ${percent(main.furryElephants)} of furry elephants, ${percent(main.plainElephants)} of plain ones, ` +
          `${percent(main.furryOthers)} of other furry animals and ${percent(main.plainOthers)} of others. In larger and larger company it errs both ways.`,
        figures: [
          {
            kind: "bars" as const,
            title: "Share that the circuit answers to",
            summary: "Only furry elephants set it off.",
            y: { label: "share answered to", min: 0, max: 1.05 },
            categories: ["furry elephants", "plain elephants", "furry others", "plain others"],
            series: [
              {
                name: "circuit",
                y: [main.furryElephants, main.plainElephants, main.furryOthers, main.plainOthers],
              },
            ],
          },
          {
            kind: "lines" as const,
            title: "The same in company",
            summary: "Every further animal in the activation disturbs the reading.",
            x: { label: "other animals in the sample", min: 0 },
            y: { label: "share answered to", min: 0, max: 1.05 },
            series: [
              { name: "furry elephants", x: sizes, y: crowds.map(({ furryElephants }) => furryElephants) },
              { name: "plain elephants", x: sizes, y: crowds.map(({ plainElephants }) => plainElephants) },
              { name: "furry others", x: sizes, y: crowds.map(({ furryOthers }) => furryOthers) },
              { name: "plain others", x: sizes, y: crowds.map(({ plainOthers }) => plainOthers) },
            ],
          },
        ],
      },
    };
  },
});

interface Pair {
  readonly name: string;
  readonly circuit: Circuit;
  readonly elephant: number;
  readonly furry: Float32Array;
  /** Length of the sum that the circuit reads. */
  readonly sumLength: number;
}

function pairsOf(rng: Rng, world: World, position: number): Pair[] {
  const [animals, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  return Array.from({ length: PAIRS }, (_, i) => {
    const elephant = rng.integer(animals.rows);
    const furry = rowOf(attributes, rng.integer(attributes.rows));
    const features = matrixFromRows([rowOf(animals, elephant), furry]);
    const midway = andCircuit(features);
    // Both features are unit vectors: either alone reads half of what both read.
    const both = midway.read.reduce((sum, value) => sum + value * value, 0);
    const circuit = { ...midway, threshold: (both * (1 + position)) / 2 };
    return { name: `${i}`, circuit, elephant, furry, sumLength: Math.sqrt(both) };
  });
}

function meanOf(answers: readonly Answers[]): Answers {
  return {
    furryElephants: mean(answers.map(({ furryElephants }) => furryElephants)),
    plainElephants: mean(answers.map(({ plainElephants }) => plainElephants)),
    furryOthers: mean(answers.map(({ furryOthers }) => furryOthers)),
    plainOthers: mean(answers.map(({ plainOthers }) => plainOthers)),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
