import { type Node, reshape, scatterAddAlong, type Tensor, tensorMath, topK } from "@exampledon/compute";
import { type BooleanField, boolean, fail, type NumberField, number } from "@exampledon/core";
import type { Activation } from "@exampledon/decomposer";
import { countActive } from "./penalty.ts";
import type { StateSpec, TrainedNumbers } from "./recipe.ts";

/** Larger than any code. */
const HUGE = 1e38;

/** How codes are chosen over a whole batch, and the threshold that replaces the choice afterwards. */
export const batchSelectionParams: {
  readonly k: NumberField;
  readonly thresholdRate: NumberField;
  readonly correctThreshold: BooleanField;
} = {
  k: number({
    doc: "Latents on per sample on average over a batch; need not be whole.",
    unit: "latents",
    default: 1,
    min: 1e-3,
    max: 100_000,
    sweep: [1, 2, 3, 5, 8],
  }),
  thresholdRate: number({
    label: "threshold rate",
    doc: "Share of each batch's smallest kept code in the running average that becomes the threshold.",
    default: 0.01,
    min: 1e-5,
    max: 1,
    scale: "log",
  }),
  correctThreshold: boolean({
    label: "correct threshold",
    doc: "Whether the average is divided by 1 − (1 − rate)^steps, as it starts from 0; else a short fit turns on too much.",
    default: true,
  }),
};

/** The running average of the smallest kept codes. */
export function thresholdState(): Readonly<Record<string, StateSpec>> {
  return { threshold: { shape: [], initial: 0 } };
}

/** @throws `bad-param` when the batch keeps no code, or k exceeds the number of latents */
export function checkSelection(
  where: string,
  { k, batch, latents }: { readonly k: number; readonly batch: number; readonly latents: number },
): void {
  if (k > latents || Math.floor(k * batch) < 1) {
    fail("bad-param", {
      where,
      problem: `k must be in [${1 / batch}, ${latents}], so that a batch of ${batch} keeps at least one code`,
      got: k,
      cure: "lower k or raise latents; raise k or batch",
    });
  }
}

/**
 * Keeps the `⌊k · batch⌋` largest of all codes `[batch × latents]` together, so that a sample may have more or fewer
 * than k; of tied codes the first sample's first is kept.
 */
export function keepBatchTopK(codes: Node, k: number): { readonly codes: Node; readonly kept: Tensor } {
  const [batch, latents] = codes.shape as readonly [number, number];
  const flat = reshape(codes, [1, batch * latents]);
  // Rounding k · batch must not lose a code: 0.29 · 100 is 28.999….
  const { values, indices } = topK(flat, Math.floor(k * batch + 1e-9));
  const selected = scatterAddAlong(values, indices, batch * latents);
  return { codes: reshape(selected, [batch, latents]), kept: values.tensor };
}

/** The next threshold, `(1 − rate) t + rate · min of the kept codes above 0`; the same where none is above 0. */
export function nextThreshold(threshold: Node, kept: Tensor, rate: number): Tensor {
  const { add, binary, max, mul, unary, where } = tensorMath(threshold.tape.backend);
  const smallest = unary("negate", max(where(kept, unary("negate", kept), -HUGE), [0, 1], false));
  const next = add(mul(1 - rate, threshold.tensor), mul(rate, smallest));
  return where(binary("greater", HUGE / 2, smallest), next, threshold.tensor);
}

/** Latents on per sample at inference: `relu(h)` above the threshold as it stands. */
export function inferenceL0(
  rectified: Node,
  { state, step }: { readonly state: Readonly<Record<string, Node>>; readonly step: number },
  params: { readonly thresholdRate: number; readonly correctThreshold: boolean },
): Tensor {
  const { backend } = rectified.tape;
  const { binary, div } = tensorMath(backend);
  const threshold = div(state.threshold!.tensor, correction(step, params));
  return countActive(backend, binary("greater", rectified.tensor, threshold));
}

/** Inference by one threshold for all latents, in lengths of decoder rows. */
export function thresholdActivation(
  { state, step }: Pick<TrainedNumbers, "state" | "step">,
  params: { readonly latents: number; readonly thresholdRate: number; readonly correctThreshold: boolean },
): Activation {
  const threshold = state.threshold![0]! / correction(step, params);
  return { kind: "threshold", thresholds: new Float32Array(params.latents).fill(threshold) };
}

function correction(
  step: number,
  { thresholdRate, correctThreshold }: { readonly thresholdRate: number; readonly correctThreshold: boolean },
): number {
  return correctThreshold && step > 0 ? 1 - (1 - thresholdRate) ** step : 1;
}
