import { type Adam, type AdamMoments, type Backend, createAdam, type Tensor } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { StateSpec } from "./recipe.ts";
import type { TrainingParams } from "./training-params.ts";
import { mapWeights, trainedPart, type WeightSpec } from "./weights.ts";

/** Shapes of everything that changes during training. */
export interface StateLayout {
  readonly latents: number;
  readonly weights: Readonly<Record<string, WeightSpec>>;
  readonly extra: Readonly<Record<string, StateSpec>>;
}

/** Everything that changes during training. */
export interface TrainingState {
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly adam: Adam;
  /** What steps update without training it. */
  readonly extra: Readonly<Record<string, Tensor>>;
  /** Steps since each latent last fired, `[latents]`. */
  readonly idle: Tensor;
  /** Latents that count as dead, as of the last look. */
  deadIndices: readonly number[];
  /** The same on the device; undefined when there are none. */
  dead: Tensor | undefined;
  /** Where batches come from. */
  readonly data: Rng;
  /** Where resampling draws from. */
  readonly resample: Rng;
  /** What activations are multiplied by. */
  readonly scale: number;
  /** Steps done. */
  step: number;
}

/** The numbers of a state, on the host. */
export interface TrainingNumbers {
  readonly weights: Readonly<Record<string, Float32Array>>;
  readonly extra: Readonly<Record<string, Float32Array>>;
  /** Left out before the first step. */
  readonly moments?: AdamMoments | undefined;
  readonly idle: Float32Array;
  readonly deadIndices: readonly number[];
  readonly data: Rng;
  readonly resample: Rng;
  readonly scale: number;
  readonly step: number;
}

/** Puts a state on the device; {@link disposeState} frees it. @throws `corrupt-file` when the moments do not fit */
export function uploadState(
  backend: Backend,
  numbers: TrainingNumbers,
  layout: StateLayout,
  { beta1, beta2 }: Pick<TrainingParams, "beta1" | "beta2">,
): TrainingState {
  const weights = mapWeights(numbers.weights, (data, name) => backend.upload(data, layout.weights[name]!.shape));
  const state: TrainingState = {
    weights,
    adam: createAdam(backend, trainedPart(layout.weights, weights), { beta1, beta2 }),
    extra: mapWeights(numbers.extra, (data, name) => backend.upload(data, layout.extra[name]!.shape)),
    idle: backend.upload(numbers.idle, [layout.latents]),
    deadIndices: [],
    dead: undefined,
    data: numbers.data,
    resample: numbers.resample,
    scale: numbers.scale,
    step: numbers.step,
  };
  try {
    if (numbers.moments) state.adam.restore(numbers.moments);
    setDead(backend, state, numbers.deadIndices);
  } catch (error) {
    disposeState(backend, state);
    throw error;
  }
  return state;
}

/** Makes these latents count as dead from now on. */
export function setDead(backend: Backend, state: TrainingState, indices: readonly number[]): void {
  if (state.dead) backend.dispose(state.dead);
  state.dead = indices.length > 0 ? backend.upload(Float32Array.from(indices), [indices.length]) : undefined;
  state.deadIndices = indices;
}

/** Frees everything of a state on the device. */
export function disposeState(backend: Backend, state: TrainingState): void {
  setDead(backend, state, []);
  state.adam.dispose();
  for (const tensor of [...Object.values(state.weights), ...Object.values(state.extra), state.idle]) {
    backend.dispose(tensor);
  }
}
