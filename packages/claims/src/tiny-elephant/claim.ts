import { number, rowNorms, selectRows, stackRows } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { readOffInterference } from "@exampledon/metrics";
import { andCircuit, bankOf, factCircuit } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { coordinateDistribution } from "../random-directions.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { checks } from "./checks.ts";
import { dot, lookAlike, plus, without } from "./look-alike.ts";

/** Elephants, each with an attribute and a new animal, per draw. */
const TRIALS = 40;
const RESEMBLANCES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Where the limit is measured. */
const CLOSE = 0.5;
/** A rotation changes no reading; the axes are the cheapest. */
const basis = "standard";

/** Claim 10: an elephant that is tiny is not the animal that looks like a tiny elephant. */
export const tinyElephant: ClaimDefinition = defineClaim({
  id: "tiny-elephant",
  number: 10,
  title: "A tiny elephant is not an exampledon",
  statement:
    "An activation can hold an elephant and tiny at once, each read with little disturbance by the other. A new animal, the exampledon, " +
    "has a direction of its own: facts about it are read off that, and a tiny elephant does not bring them up.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    resemblance: number({
      doc: "How much the exampledon is made to look like a tiny elephant, from not at all (0: as any animal) to its direction (1).",
      default: 0,
      min: 0,
      max: 0.95,
      step: 0.05,
    }),
    threshold: number({
      doc: "Reading at which the circuit with the exampledon's fact starts to answer; the exampledon alone reads 1.",
      default: 0.5,
      min: 0.05,
      max: 0.95,
      step: 0.05,
    }),
  },
  sizes: { live: {}, ci: { animals: 300 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(20), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    interference: { label: "rms of what an attribute adds to an animal's reading, and the other way" },
    interferenceLaw: { label: "1/√d" },
    readingError: { label: "largest difference of either reading of a tiny elephant from 1 + s" },
    fact: { label: "share of exampledons that bring up their fact" },
    factOfTinyElephant: { label: "share of tiny elephants that bring up the exampledon's fact" },
    factLaw: { label: "what random directions predict, for no resemblance" },
    tinyElephantOfExampledon: { label: "share of exampledons taken for tiny elephants" },
    closeFact: { label: "share of tiny elephants that bring up the fact of a close look-alike" },
    closeApart: { label: "the same, of a circuit that reads what is the exampledon's own" },
    closeOwnFact: { label: "share of close look-alikes whose fact that circuit brings up" },
  },
  checks,
  variations: [
    {
      label: "A look-alike",
      params: { resemblance: 0.5 },
      expect: "An exampledon at half a tiny elephant's direction: tiny elephants bring up its fact most of the time.",
    },
    {
      label: "Few dimensions",
      params: { attributes: 5 },
      expect:
        "Everything resembles everything a little: the fact comes up too often even without any special resemblance.",
    },
  ],
  async *run({ animals, attributes, resemblance, threshold }, { rng }) {
    yield { step: 0, total: 1, label: "attaching facts" };
    const world = spanned.build(rng.split("world"), { animals, attributes, basis });
    const [features, axes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
    const distribution = coordinateDistribution(attributes);
    const pick = rng.split("pick");
    const trials = Array.from({ length: TRIALS }, () => {
      const [elephantAt, newAt] = pick.choose(animals, 2);
      const elephant = selectRows(features, [elephantAt!]);
      const tiny = selectRows(axes, [pick.integer(attributes)]);
      return { elephant, tiny, own: selectRows(features, [newAt!]), both: plus(elephant, tiny) };
    });
    const meet = (likeness: number): Meeting[] =>
      trials.map(({ elephant, tiny, own, both }) => {
        const exampledon = lookAlike(own, both, likeness);
        const fact = bankOf([factCircuit(exampledon.data, { threshold })]);
        const conjunction = bankOf([andCircuit(stackRows(elephant, tiny))]);
        const apart = without(exampledon, both);
        const proper = bankOf([factCircuit(apart.data, { threshold: threshold * dot(apart, apart) })]);
        return {
          fact: Number(fact.evaluate(exampledon).data[0]! > 0),
          factOfTinyElephant: Number(fact.evaluate(both).data[0]! > 0),
          tinyElephantOfExampledon: Number(conjunction.evaluate(exampledon).data[0]! > 0),
          properFact: Number(proper.evaluate(exampledon).data[0]! > 0),
          properFactOfTinyElephant: Number(proper.evaluate(both).data[0]! > 0),
        };
      });
    const main = meet(resemblance);
    const sweep = RESEMBLANCES.map(meet);
    const close = sweep[RESEMBLANCES.indexOf(CLOSE)]!;
    const curve = (name: keyof Meeting): number[] => sweep.map((meetings) => share(meetings, name));
    const errors = trials.flatMap(({ elephant, tiny, both }) => {
      const s = dot(elephant, tiny);
      return [elephant, tiny].map((feature) => Math.abs(dot(feature, both) - 1 - s));
    });
    const confused = share(main, "factOfTinyElephant");
    return {
      values: {
        interference: readOffInterference(features, axes).rms,
        interferenceLaw: 1 / Math.sqrt(attributes),
        readingError: Math.max(...errors),
        fact: share(main, "fact"),
        factOfTinyElephant: confused,
        factLaw: mean(trials.map(({ both }) => 1 - distribution(threshold / Math.max(rowNorms(both)[0]!, 1e-6)))),
        tinyElephantOfExampledon: share(main, "tinyElephantOfExampledon"),
        closeFact: share(close, "factOfTinyElephant"),
        closeApart: share(close, "properFactOfTinyElephant"),
        closeOwnFact: share(close, "properFact"),
      },
      figure: {
        kind: "lines" as const,
        title: "Which activations bring up the exampledon's fact",
        summary:
          `Exampledons always do. Tiny elephants do for ${(100 * confused).toFixed(1)} % of exampledons at the chosen resemblance, and for more the ` +
          "more it looks like them; not if the circuit reads only what is the exampledon's own.",
        x: { label: "how much an exampledon looks like a tiny elephant", min: 0, max: 1 },
        y: { label: "share that brings up the fact", min: 0, max: 1.05 },
        series: [
          { name: "exampledon", x: RESEMBLANCES, y: curve("fact") },
          { name: "tiny elephant", x: RESEMBLANCES, y: curve("factOfTinyElephant") },
          { name: "tiny elephant, own part read", x: RESEMBLANCES, y: curve("properFactOfTinyElephant") },
        ],
      },
    };
  },
});

/** Which circuits answer to an exampledon and to a tiny elephant: 1 or 0. */
interface Meeting {
  readonly fact: number;
  readonly factOfTinyElephant: number;
  readonly tinyElephantOfExampledon: number;
  readonly properFact: number;
  readonly properFactOfTinyElephant: number;
}

function share(meetings: readonly Meeting[], name: keyof Meeting): number {
  return mean(meetings.map((meeting) => meeting[name]));
}
