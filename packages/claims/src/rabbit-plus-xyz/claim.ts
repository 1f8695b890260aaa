import { fail, integer, type Matrix, multiply, number, rowNorms, rowOf, selectRows } from "@exampledon/core";
import { spanned, type World } from "@exampledon/geometry";
import { circuitBank } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { coordinateDistribution } from "../random-directions.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { checks } from "./checks.ts";
import { type DressedAnimals, dressAnimals } from "./samples.ts";

/** Samples per number of attributes from which all animals are read. */
const CROWD_SAMPLES = 8;
/** A rotation changes no reading; the axes are the cheapest. */
const basis = "standard";

/** Claim 12: an animal with attributes added goes on being that animal, and what is added joins what it had. */
export const rabbitPlusXyz: ClaimDefinition = defineClaim({
  id: "rabbit-plus-xyz",
  number: 12,
  title: "A rabbit with attributes added is still a rabbit",
  statement:
    "Add a few attributes to a rabbit's activation. Circuits about rabbits still answer, and a circuit that reads one of the attributes " +
    "sees the added one together with the rabbit's own: a rabbit that is cute by nature and by addition is cuter than either.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    extras: integer({
      doc: "Attributes that are added to every animal; no more than there are.",
      unit: "attributes",
      default: 3,
      min: 1,
      max: 50,
    }),
    threshold: number({
      doc: "Reading at which an animal's circuit starts to answer; the animal alone reads 1.",
      default: 0.5,
      min: 0.05,
      max: 0.95,
      step: 0.05,
    }),
  },
  sizes: { live: {}, ci: { animals: 500 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(20), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    fires: { label: "share of animals whose own circuit answers" },
    firesLaw: { label: "what random directions predict" },
    sumError: { label: "largest difference of an attribute's reading from 1 + s" },
    cuterThanNature: { label: "share of animals that read more of an added attribute than without it" },
    cuterThanAddition: {
      label: "share that read more of it than the attribute alone, among those that have some by nature",
    },
    byNature: { label: "share of animals that have some of it by nature" },
    gain: { label: "how much more they read than the attribute alone" },
    gainLaw: { label: "mean size of one coordinate of a random direction" },
    falseCircuits: { label: "circuits of absent animals that answer", unit: "circuits" },
    falseLaw: { label: "what random directions predict", unit: "circuits" },
    manyFires: { label: "share of animals whose circuit answers with half of all attributes added" },
  },
  checks,
  variations: [
    {
      label: "Many attributes",
      params: { extras: 25 },
      expect: "With half of all attributes added, many rabbits are no longer recognised, and many other animals are.",
    },
    {
      label: "Few dimensions",
      params: { attributes: 5 },
      expect: "The same few attributes disturb more: cosines are larger in few dimensions.",
    },
    {
      label: "A cautious threshold",
      params: { threshold: 0.8 },
      expect: "Fewer absent animals' circuits answer, and more rabbits are missed.",
    },
  ],
  async *run({ animals, attributes, extras, threshold }, { rng }) {
    if (extras > attributes) {
      fail("bad-param", {
        where: "claim rabbit-plus-xyz",
        problem: `extras cannot exceed the ${attributes} attributes`,
        got: extras,
        cure: "lower extras or raise attributes",
      });
    }
    yield { step: 0, total: 2, label: "adding attributes" };
    const world = spanned.build(rng.split("world"), { animals, attributes, basis });
    const half = Math.max(1, Math.floor(attributes / 2));
    const dressed = dressAnimals(rng.split("extras"), world, extras);
    const readings = firstReadings(world, dressed);
    const natural = readings.filter(({ own }) => own > 0);

    yield { step: 1, total: 2, label: "adding more of them" };
    const distribution = coordinateDistribution(attributes);
    const counts = [...new Set([1, extras, Math.min(10, attributes), half])].sort((a, b) => a - b);
    const sweep = counts.map((count) => {
      const sample = count === extras ? dressed : dressAnimals(rng.split(`extras ${count}`), world, count);
      return {
        ...recognise(world, sample, threshold, distribution),
        law: 1 - distribution((threshold - 1) / Math.sqrt(count)),
      };
    });
    const at = (count: number): (typeof sweep)[number] => sweep[counts.indexOf(count)]!;
    const gain = mean(natural.map(({ read }) => read - 1));
    return {
      values: {
        fires: at(extras).fires,
        firesLaw: at(extras).law,
        sumError: readings.reduce((worst, { own, read }) => Math.max(worst, Math.abs(read - 1 - own)), 0),
        cuterThanNature: mean(readings.map(({ own, read }) => Number(read > own))),
        // Vacuously so in a world where no animal has any.
        cuterThanAddition: natural.length > 0 ? mean(natural.map(({ read }) => Number(read > 1))) : 1,
        byNature: natural.length / readings.length,
        gain,
        gainLaw: meanCoordinate(attributes),
        falseCircuits: at(extras).wrong,
        falseLaw: at(extras).wrongLaw,
        manyFires: at(half).fires,
      },
      figure: {
        kind: "panels" as const,
        title: "Rabbits with attributes added",
        summary:
          `With ${extras} attributes added, ${Math.round(100 * at(extras).fires)} % of animals' circuits still answer. Those that have some of ` +
          `an added attribute by nature read ${gain.toFixed(2)} more of it than the attribute alone.`,
        figures: [
          {
            kind: "bars" as const,
            title: "What the circuit of an added attribute reads",
            summary: "Nature and addition add up.",
            y: { label: "mean reading", min: -0.25 },
            categories: ["animal alone", "attribute alone", "both"],
            series: [
              { name: "has some by nature", y: [mean(natural.map(({ own }) => own)), 1, 1 + gain] },
              { name: "has the opposite", y: opposite(readings) },
            ],
          },
          {
            kind: "lines" as const,
            title: "Circuits that answer, against attributes added",
            summary:
              "As attributes are added the animal's own circuit misses more often, and those of absent animals answer more often.",
            x: { label: "attributes added", min: 0 },
            y: { label: "share that answers", min: 0, max: 1.05 },
            series: [
              { name: "the animal's own", x: counts, y: sweep.map(({ fires }) => fires) },
              { name: "predicted", x: counts, y: sweep.map(({ law }) => law) },
              { name: "absent animals'", x: counts, y: sweep.map(({ wrong }) => wrong / (animals - 1)) },
            ],
          },
        ],
      },
    };
  },
});

/** An attribute's reading of an animal by itself, and with the attribute added. */
interface Reading {
  readonly own: number;
  readonly read: number;
}

/** For every animal, what the circuit of the first attribute added to it reads. */
function firstReadings(world: World, { activations, added }: DressedAnimals): Reading[] {
  const attributes = directionsOf(world, "attributes");
  const own = multiply(directionsOf(world, "animals"), attributes, { transposeB: true });
  const read = circuitBank({ reads: attributes, nonlinearity: "none" }).evaluate(activations);
  return added.map(([first], i) => ({ own: rowOf(own, i)[first!]!, read: rowOf(read, i)[first!]! }));
}

interface Recognition {
  /** Share of animals whose own circuit answers. */
  readonly fires: number;
  /** Circuits of absent animals that answer, per sample. */
  readonly wrong: number;
  /** The same, if animals are random directions. */
  readonly wrongLaw: number;
}

function recognise(
  world: World,
  { activations }: DressedAnimals,
  threshold: number,
  distribution: (x: number) => number,
): Recognition {
  const animals = directionsOf(world, "animals");
  let fires = 0;
  for (let i = 0; i < animals.rows; i++) {
    const own = rowOf(activations, i).reduce((sum, value, k) => sum + value * rowOf(animals, i)[k]!, 0);
    if (own > threshold) fires++;
  }
  const some = selectRows(
    activations,
    Array.from({ length: Math.min(animals.rows, CROWD_SAMPLES) }, (_, i) => i),
  );
  const answers = circuitBank({ reads: animals, thresholds: threshold }).evaluate(some);
  const others = Array.from(rowNorms(some), (length) => 1 - distribution(threshold / Math.max(length, 1e-6)));
  return {
    fires: fires / animals.rows,
    wrong: wrongAnswers(answers) / some.rows,
    wrongLaw: mean(others) * (animals.rows - 1),
  };
}

/** Answers in row i of circuits other than i. */
function wrongAnswers(answers: Matrix): number {
  let wrong = 0;
  for (let i = 0; i < answers.rows; i++) {
    rowOf(answers, i).forEach((answer, j) => {
      if (j !== i && answer > 0) wrong++;
    });
  }
  return wrong;
}

function opposite(readings: readonly Reading[]): number[] {
  const without = readings.filter(({ own }) => own <= 0);
  return [mean(without.map(({ own }) => own)), 1, mean(without.map(({ read }) => read))];
}

/** Mean |x| of one coordinate of a random unit vector: `Γ(d/2) / (√π Γ((d + 1)/2))`, by its recurrence in d. */
function meanCoordinate(dim: number): number {
  let size = dim % 2 === 0 ? 2 / Math.PI : 1;
  for (let d = dim % 2 === 0 ? 2 : 1; d < dim; d += 2) size *= d / (d + 1);
  return size;
}
