import { boolean, integer, number } from "@exampledon/core";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { saeParams } from "../sae-params.ts";
import { threadPost } from "../sources.ts";
import { checks } from "./checks.ts";
import { circuitsOf } from "./circuits.ts";
import { type LevelRows, tableFigure } from "./figure.ts";
import { readoutLevel, superposedLevel } from "./levels.ts";
import { score } from "./score.ts";
import { summaryOf, summaryTexts } from "./summary.ts";
import { rowsOf, rowTexts, rowValues, type Scored } from "./table.ts";

const SEEDS = [0, 1, 2, 3, 4];
/** Parts of a row in the count of steps. */
const PARTS = 100;

/** Claim 23: every method on the same activations, on one score. */
export const oneTable: ClaimDefinition = defineClaim({
  id: "one-table",
  number: 23,
  title: "Every method in one table",
  statement:
    "One network, circuits that read animals and circuits that read attributes, and every method on the same samples under the same score. " +
    "What sees activations alone returns one group or neither; decomposing the weights returns both.",
  source: threadPost,
  trained: true,
  params: {
    animals: integer({ doc: "Animal circuits.", unit: "circuits", default: 40, min: 2, max: 1000 }),
    attributes: integer({ doc: "Attribute circuits, and dimensions.", unit: "circuits", default: 10, min: 2, max: 64 }),
    distance: integer({
      label: "least distance",
      doc: "In how many attributes two animals differ at least.",
      unit: "attributes",
      default: 3,
      min: 0,
      max: 64,
    }),
    jitter: number({
      label: "independent variation",
      doc: "Standard deviation of what every attribute varies by itself, in units of an attribute of a full animal.",
      default: 0.5,
      min: 0,
      max: 2,
      step: 0.05,
    }),
    thresholds: boolean({
      doc: "Whether circuits have thresholds; else they answer with what they read.",
      default: true,
    }),
    l1Coefficient: saeParams.l1Coefficient,
    l0Coefficient: number({
      label: "L0 coefficient",
      doc: "Sparsity penalty of the JumpReLU SAE.",
      default: 0.05,
      min: 0.001,
      max: 10,
      scale: "log",
    }),
    k: { ...saeParams.k, label: "k", doc: "Latents per sample of SAEs that are told how many." },
    saeSteps: {
      ...saeParams.steps,
      label: "steps of SAEs",
      doc: "Training steps of each SAE; others learn in proportion.",
    },
    saeBatch: { ...saeParams.batch, label: "batch size of SAEs" },
    saeLearningRate: { ...saeParams.learningRate, label: "learning rate of SAEs" },
    spdSteps: integer({
      label: "steps of SPD",
      doc: "Training steps of each decomposition of the weights.",
      unit: "steps",
      default: 8000,
      min: 50,
      max: 1_000_000,
    }),
    spdBatch: integer({
      label: "batch size of SPD",
      doc: "Inputs per step.",
      unit: "samples",
      default: 64,
      min: 1,
      max: 8192,
    }),
    spdLearningRate: number({
      label: "learning rate of SPD",
      doc: "Adam's step size; falls along a quarter of a cosine.",
      default: 0.006,
      min: 1e-5,
      max: 0.1,
      scale: "log",
    }),
    importance: number({
      doc: "What an important component costs SPD, in units of summed squared output error.",
      default: 0.006,
      min: 1e-5,
      max: 1,
      scale: "log",
    }),
    controls: boolean({
      doc: "Whether to decompose the weights by SPD from random vectors, by SPD from the truth and by APD as well.",
      default: true,
    }),
    superposedAnimals: integer({
      label: "animals of the superposed level",
      doc: "Animal circuits of a second network that has fewer neurons than circuits; 0 for none.",
      unit: "circuits",
      default: 0,
      min: 0,
      max: 400,
    }),
    samples: integer({
      doc: "Fresh inputs that every row is scored on.",
      unit: "samples",
      default: 4000,
      min: 100,
      max: 50_000,
    }),
  },
  sizes: {
    live: { animals: 12, attributes: 8, saeSteps: 1000, saeBatch: 128, spdSteps: 4000, samples: 2000 },
    ci: { animals: 12, attributes: 8, saeSteps: 500, saeBatch: 64, spdSteps: 3000, controls: false, samples: 2000 },
    full: { saeSteps: 1500, saeBatch: 128, superposedAnimals: 60 },
  },
  seeds: { live: [0], ci: SEEDS, full: SEEDS },
  values: { ...rowTexts, ...summaryTexts },
  checks,
  variations: [
    {
      label: "Attributes never vary by themselves",
      params: { jitter: 0 },
      expect:
        "Then SPD bundles attributes that always go together, a shorter description than ours, and its check fails.",
    },
    {
      label: "Circuits without thresholds",
      params: { thresholds: false },
      expect: "A linear map is one mechanism of the rank of the space: SPD finds no circuit of either group.",
    },
  ],
  async *run(params, context) {
    const { animals, attributes, distance, jitter, thresholds, superposedAnimals, samples } = params;
    const response = thresholds ? "thresholded" : "linear";
    const rng = context.rng.split("network");
    const levels = [
      readoutLevel(rng, {
        animals,
        attributes,
        minDistance: distance,
        jitter,
        animalResponse: response,
        attributeResponse: response,
      }),
      ...(superposedAnimals > 0 ? [superposedLevel(rng.split("superposed"), superposedAnimals)] : []),
    ];
    const found: Record<string, number> = {};
    const tables: { title: string; rows: Scored[] }[] = [];
    const plans = levels.map((level) => ({
      level,
      rows: rowsOf(params, level.network.mechanisms.length),
    }));
    const total = PARTS * plans.reduce((sum, { rows }) => sum + rows.length, 0);
    let done = 0;
    for (const { level, rows } of plans) {
      const inputs = level.network.source.sample(context.rng.split(`inputs ${level.key}`), samples);
      const circuits = circuitsOf(level.network, inputs);
      const table: LevelRows & { rows: Scored[] } = { title: level.title, rows: [] };
      tables.push(table);
      for (const { find, ...row } of rows) {
        const fit = find({ level, circuits, inputs, context });
        for (;;) {
          const next = await fit.next();
          if (next.done) {
            const scored = { ...row, score: score(next.value, circuits, inputs) };
            table.rows.push(scored);
            Object.assign(found, rowValues(level.key, scored));
            if (level.key === "") Object.assign(found, summaryOf(table.rows));
            break;
          }
          const part = Math.floor((PARTS * next.value.step) / next.value.total);
          yield { step: done + Math.min(PARTS - 1, part), total, label: `learning: ${row.title}` };
        }
        done += PARTS;
        yield { step: done, total, label: `scored: ${row.title}`, figure: tableFigure(tables), values: { ...found } };
      }
    }
    return { values: found, figure: tableFigure(tables) };
  },
});
