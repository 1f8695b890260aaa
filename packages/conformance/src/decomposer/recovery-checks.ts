import { type Matrix, matrix, normalizeRows, rng, rowOf } from "@exampledon/core";
import type { FitInput } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import type { Subject } from "./subject.ts";

/** How far above random directions a method must be: six standard deviations (0.024) of their score on the default dictionary. */
const MARGIN = 0.15;
/** Draws over which the score of random directions is averaged. */
const DRAWS = 20;
/** Float32 rounding of two unit rows. */
const ROUNDING = 1e-5;

/** Whether a method learns something on an easy dictionary, and nothing that cannot be known. */
export function recoveryChecks(subject: Subject): Check[] {
  const { definition, planted } = subject;
  const { signed, usesTruth } = definition.tags;
  return [
    {
      name: "beats-random",
      run: async () => {
        const { result } = await subject.recovered();
        const score = meanMaxCosine(planted.truth, result.write, signed);
        const chance = chanceScore(planted.truth, result.components, signed);
        if (!(score >= chance + MARGIN)) {
          violation(
            `mean max cosine must beat as many random directions (${chance.toFixed(3)}) by ${MARGIN}`,
            score.toFixed(3),
            "train longer, or find why it does not learn",
          );
        }
      },
    },
    {
      name: "below-oracle",
      run: async () => {
        const { result } = await subject.recovered();
        const score = meanMaxCosine(planted.truth, result.write, signed);
        if (!(score <= 1 + ROUNDING)) {
          violation("mean max cosine must not beat the planted directions themselves", score, "return unit write rows");
        }
      },
    },
    {
      name: "does-not-peek-at-the-truth",
      run: async () => {
        if (usesTruth) return;
        let touched = false;
        const input: FitInput = {
          ...subject.inputOf(),
          get truth(): Matrix {
            touched = true;
            throw new Error("the truth was touched");
          },
        };
        const context = { backend: await subject.makeBackend(), rng: rng(1), every: 1 };
        const fit = definition.fit(input, subject.params as never, context);
        try {
          while (!(await fit.next()).done);
        } catch (error) {
          if (!touched) throw error;
        }
        if (touched) violation("input.truth is for methods tagged usesTruth", "a look at it", "learn from the source");
      },
    },
  ];
}

/** Mean over planted rows of the largest dot product with a write row, in magnitude where activity is signed. */
function meanMaxCosine(truth: Matrix, write: Matrix, signed: boolean): number {
  let sum = 0;
  for (let f = 0; f < truth.rows; f++) {
    let best = -1;
    for (let c = 0; c < write.rows; c++) {
      const row = rowOf(write, c);
      const dot = rowOf(truth, f).reduce((total, value, j) => total + value * row[j]!, 0);
      best = Math.max(best, signed ? Math.abs(dot) : dot);
    }
    sum += best;
  }
  return sum / truth.rows;
}

/** Mean score of as many random unit directions. */
function chanceScore(truth: Matrix, components: number, signed: boolean): number {
  let sum = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const stream = rng("conformance/chance").split(draw);
    const data = Float32Array.from({ length: components * truth.cols }, () => stream.normal());
    sum += meanMaxCosine(truth, normalizeRows(matrix(components, truth.cols, data)), signed);
  }
  return sum / DRAWS;
}
