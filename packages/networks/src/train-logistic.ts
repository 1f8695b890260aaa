import { fail, type Matrix, type Rng } from "@exampledon/core";
import type { Circuit } from "./circuit.ts";
import type { LabelledSource } from "./companion-source.ts";

/** How {@link trainLogistic} trains. */
export interface LogisticOptions {
  /** Default `logistic`. */
  readonly name?: string;
  /** Default 2000. */
  readonly steps?: number;
  /** Fresh samples per step. Default 64. */
  readonly batch?: number;
  /** Of Adam (β 0.9 and 0.999, ε 1e-8). Default 0.01. */
  readonly learningRate?: number;
  /** Coefficient of ½‖read‖² in the loss; the threshold is free. Default 0. */
  readonly ridge?: number;
}

/** What {@link trainLogistic} returns. */
export interface TrainedCircuit {
  /** `1 / (1 + exp(−(read · a − threshold)))`: the chance of label 1. */
  readonly circuit: Circuit;
  /** Mean cross-entropy of each step's batch before its update, in nats, `[steps]`. */
  readonly losses: Float64Array;
}

/**
 * A circuit trained to tell label 1 from label 0: logistic regression by Adam on fresh samples, from zero, in float64.
 * Deterministic: the samples come from `rng.split("samples")`.
 * @throws `bad-param` when steps or batch are not whole numbers ≥ 1, the rate is not positive or the ridge is negative
 */
export function trainLogistic(source: LabelledSource, options: LogisticOptions, rng: Rng): TrainedCircuit {
  const { name = "logistic", steps = 2000, batch = 64, learningRate = 0.01, ridge = 0 } = options;
  for (const [what, value] of Object.entries({ steps, batch })) {
    if (!Number.isInteger(value) || value < 1) refuse(`${what} must be a whole number ≥ 1`, value);
  }
  if (!(learningRate > 0)) refuse("learningRate must be a number > 0", learningRate);
  if (!(ridge >= 0)) refuse("ridge must be a number ≥ 0", ridge);
  const samples = rng.split("samples");
  // The bias is the last weight.
  const weights = new Float64Array(source.dim + 1);
  const [first, second] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  const losses = Float64Array.from({ length: steps }, (_, step) => {
    const { activations, labels } = source.sample(samples, batch);
    const { loss, gradient } = gradientOf(weights, activations, labels);
    for (let k = 0; k < weights.length; k++) {
      const slope = gradient[k]! + (k < source.dim ? ridge * weights[k]! : 0);
      first[k] = 0.9 * first[k]! + 0.1 * slope;
      second[k] = 0.999 * second[k]! + 0.001 * slope * slope;
      const mean = first[k]! / (1 - 0.9 ** (step + 1));
      const size = Math.sqrt(second[k]! / (1 - 0.999 ** (step + 1)));
      weights[k]! -= (learningRate * mean) / (size + 1e-8);
    }
    return loss;
  });
  const read = Float32Array.from(weights.subarray(0, source.dim));
  return { circuit: { name, read, threshold: -weights[source.dim]!, gain: 1, nonlinearity: "logistic" }, losses };
}

/** Mean cross-entropy of a batch and its gradient, bias last. */
function gradientOf(
  weights: Float64Array,
  { rows, cols, data }: Matrix,
  labels: Float32Array,
): { readonly loss: number; readonly gradient: Float64Array } {
  const gradient = new Float64Array(cols + 1);
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    let score = weights[cols]!;
    for (let k = 0; k < cols; k++) score += weights[k]! * data[i * cols + k]!;
    const margin = labels[i]! > 0 ? score : -score;
    // log(1 + exp(−margin)) without overflow.
    loss += (Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)))) / rows;
    const slope = (1 / (1 + Math.exp(-score)) - labels[i]!) / rows;
    for (let k = 0; k < cols; k++) gradient[k]! += slope * data[i * cols + k]!;
    gradient[cols]! += slope;
  }
  return { loss, gradient };
}

function refuse(problem: string, got: unknown): never {
  fail("bad-param", { where: "trainLogistic", problem, got, cure: "check the options" });
}
