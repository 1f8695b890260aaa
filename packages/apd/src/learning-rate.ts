import { combine, constant, cosine, linearWarmup, quarterCosine, type Schedule } from "@exampledon/compute";
import type { TrainingParams } from "./training-params.ts";

/** Learning rate at a step (from 0) of training proper. */
export function learningRateAt(params: TrainingParams, step: number): number {
  const schedules: Readonly<Record<TrainingParams["schedule"], () => Schedule>> = {
    constant,
    "quarter-cosine": quarterCosine,
    "half-cosine": cosine,
  };
  const schedule = combine(linearWarmup(params.warmup), schedules[params.schedule]());
  return params.learningRate * schedule(step, params.steps);
}
