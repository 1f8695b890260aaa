import { boolean, choice, integer, number, rowOf } from "@exampledon/core";
import { companionSource, trainLogistic } from "@exampledon/networks";
import type { ClaimDefinition, ClaimStep } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { threadReplies } from "../sources.ts";
import { unitDirections } from "../unit-directions.ts";
import { type AbsorptionArm, absorptionSteps, readAbsorption } from "./absorption.ts";
import { checks } from "./checks.ts";
import { coOccurrenceFigure, type SetUpReading, type ShareReading } from "./figure.ts";
import { type CircuitReading, dot, type Kinds, readCircuit } from "./read-circuit.ts";
import { compareSetUps, SET_UPS, type SetUp, SHARES } from "./set-ups.ts";
import { values } from "./values.ts";

/** Share of the other animals that are grey where the claim is to stop holding. */
const COMMON = 0.1;

/** Claim 18: what always goes together is learned together. */
export const coOccurrence: ClaimDefinition = defineClaim({
  id: "co-occurrence",
  number: 18,
  title: "What always goes together is learned together",
  statement:
    "A circuit trained to recognise elephants, all of which are grey, comes to read grey as much as elephant: nothing in its training tells the two " +
    "apart. It misses elephants of other colours and takes other grey animals for elephants. The rarer the exceptions, the closer it comes to this. " +
    "A sparse autoencoder does likewise: where a child always comes with its parent, the child's latent takes the parent in and the parent's goes silent.",
  source: threadReplies,
  trained: true,
  params: {
    share: number({
      label: "share of grey elephants",
      doc: "Share of the elephants in training that are grey; the others have any other colour.",
      default: 1,
      min: 0,
      max: 1,
      step: 0.001,
    }),
    greyOthers: number({
      label: "share of other animals that are grey",
      doc: "Share of the other animals in training that are grey.",
      default: 0,
      min: 0,
      max: 1,
      step: 0.01,
    }),
    steps: integer({ doc: "Training steps of a circuit.", unit: "steps", default: 1000, min: 1, max: 4000 }),
    rate: number({
      label: "share of elephants",
      doc: "Share of the training samples that are elephants.",
      default: 0.5,
      min: 0.01,
      max: 0.99,
      step: 0.01,
    }),
    animals: integer({ doc: "Kinds of animal, the elephant included.", default: 2000, min: 2, max: 5000 }),
    colours: integer({ doc: "Colours, grey included.", default: 2000, min: 2, max: 5000 }),
    dims: integer({
      label: "dimensions",
      doc: "Width of the activation that the circuit reads.",
      unit: "dimensions",
      default: 64,
      min: 2,
      max: 256,
    }),
    batch: integer({
      label: "batch size",
      doc: "Samples per training step.",
      unit: "samples",
      default: 128,
      min: 1,
      max: 256,
    }),
    learningRate: number({
      label: "learning rate",
      doc: "Adam's step size.",
      default: 0.01,
      min: 1e-5,
      max: 0.1,
      scale: "log",
    }),
    autoencoders: choice({
      doc: "Which sparse autoencoders to train on parents and children as well, to read what they absorb.",
      default: "all",
      choices: ["none", "L1 and Matryoshka", "all"],
    }),
    saeSteps: integer({
      label: "steps of an autoencoder",
      doc: "Training steps of each autoencoder.",
      unit: "steps",
      default: 4000,
      min: 50,
      max: 40_000,
    }),
    setUps: boolean({
      label: "other set-ups too",
      doc: "Whether to train as well for fewer and more steps, and with rarer elephants.",
      default: false,
    }),
  },
  sizes: {
    live: { autoencoders: "L1 and Matryoshka" },
    ci: { autoencoders: "L1 and Matryoshka" },
    full: { setUps: true },
  },
  seeds: { live: [1], ci: seedsUpTo(5), full: seedsUpTo(8) },
  values,
  checks,
  variations: [
    {
      label: "A tenth of the elephants in other colours",
      params: { share: 0.9 },
      expect: "Exceptions that are seen often enough are learned from: the circuit reads elephants.",
    },
    {
      label: "Other grey animals",
      params: { greyOthers: COMMON },
      expect:
        "All elephants are still grey, but grey is no longer a sign of one: the circuit has a reason to leave it out.",
    },
  ],
  async *run(p, context) {
    const { rng } = context;
    const kinds: Kinds = {
      animals: unitDirections(rng.split("animals"), p.animals, p.dims),
      colours: unitDirections(rng.split("colours"), p.colours, p.dims),
    };
    const train = (name: string, share: number, shareOfOthers: number, { steps, rate }: SetUp): CircuitReading => {
      const source = companionSource({
        features: kinds.animals,
        companions: kinds.colours,
        share,
        shareOfOthers,
        rate,
      });
      const options = { steps, batch: p.batch, learningRate: p.learningRate };
      return readCircuit(trainLogistic(source, options, rng.split(name)).circuit, kinds);
    };
    const shares = [...new Set([...SHARES, p.share])].sort((a, b) => a - b);
    const total = shares.length + 1 + absorptionSteps(p.autoencoders) + (p.setUps ? SET_UPS.length * SHARES.length : 0);
    const absorbed: AbsorptionArm[] = [];
    const sweep: ShareReading[] = [];
    const compared: SetUpReading[] = [];
    let step = 0;
    const report = (label: string): ClaimStep => ({
      step: step++,
      total,
      label,
      ...(sweep.length > 0 ? { figure: coOccurrenceFigure(sweep, compared, absorbed) } : {}),
    });
    for (const share of shares) {
      yield report(`training with a share ${share} of grey elephants`);
      sweep.push({ share, reading: train(`share ${share}`, share, p.greyOthers, p) });
    }
    yield report("training among other grey animals");
    const common = train("common grey", 1, COMMON, p);
    const overlap = dot(rowOf(kinds.animals, 0), rowOf(kinds.colours, 0));
    const predictedWeight = Math.sqrt((1 + overlap) / 2);
    const at = (share: number): CircuitReading => sweep.find((each) => each.share === share)!.reading;
    const found: Record<string, number> = {
      ...at(p.share),
      predictedWeight,
      equalWeight: Math.SQRT1_2,
      ...stepsOf(sweep.map(({ reading }) => reading)),
      commonGreyWeight: common.greyWeight,
      commonToldApart: common.toldApart,
      ...Object.fromEntries(
        SHARES.flatMap((share) => {
          const { greyWeight, pinkDetected, greyFalseAlarms, toldApart } = at(share);
          return Object.entries({ greyWeight, pinkDetected, greyFalseAlarms, toldApart }).map(([name, value]) => [
            `${name}At${String(share).replace("0.", "")}`,
            value,
          ]);
        }),
      ),
    };
    if (p.autoencoders !== "none") {
      const reading = readAbsorption(p.autoencoders, p.saeSteps, context);
      for (;;) {
        const next = await reading.next();
        if (next.done) {
          absorbed.push(...next.value.arms);
          Object.assign(found, next.value.values);
          break;
        }
        yield { ...report(next.value.label!), values: { ...found } };
      }
    }
    if (p.setUps) {
      const readings: CircuitReading[][] = [];
      for (const [index, setUp] of SET_UPS.entries()) {
        const row: CircuitReading[] = [];
        for (const share of SHARES) {
          yield {
            ...report(`training for ${setUp.steps} steps with a share ${setUp.rate} of elephants`),
            values: found,
          };
          row.push(train(`set-up ${index}, share ${share}`, share, p.greyOthers, setUp));
        }
        readings.push(row);
        compared.push({ setUp, reading: row.at(-1)! });
      }
      Object.assign(found, compareSetUps(readings, predictedWeight));
    }
    return { values: found, figure: coOccurrenceFigure(sweep, compared, absorbed) };
  },
});

/** The smallest step of each curve from one share to the next, in the direction in which it should go. */
function stepsOf(readings: readonly CircuitReading[]): Record<string, number> {
  const smallest = (of: (reading: CircuitReading) => number): number =>
    Math.min(...readings.slice(1).map((reading, i) => of(reading) - of(readings[i]!)));
  return {
    weightRise: smallest(({ greyWeight }) => greyWeight),
    detectionFall: smallest(({ pinkDetected }) => -pinkDetected),
    alarmsRise: smallest(({ greyFalseAlarms }) => greyFalseAlarms),
  };
}
