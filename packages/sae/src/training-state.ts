import { type Adam, type AdamMoments, type Backend, createAdam, type Tensor } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import { mapWeights, type Weights, weightShapes } from "./weights.ts";

/** Everything that changes during training. */
export interface TrainingState {
  readonly weights: Weights<Tensor>;
  readonly adam: Adam;
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
  /** Steps done. */
  step: number;
}

/** The numbers of a state, on the host. */
export interface TrainingNumbers {
  readonly weights: Weights<Float32Array>;
  /** Left out before the first step. */
  readonly moments?: AdamMoments | undefined;
  readonly idle: Float32Array;
  readonly deadIndices: readonly number[];
  readonly data: Rng;
  readonly resample: Rng;
  readonly step: number;
}

/** Puts a state on the device; {@link disposeState} frees it. @throws `corrupt-file` when the moments do not fit */
export function uploadState(
  backend: Backend,
  numbers: TrainingNumbers,
  { dim, latents, trainDecoderBias }: { dim: number; latents: number; trainDecoderBias: boolean },
): TrainingState {
  const shapes = weightShapes(dim, latents);
  const weights = mapWeights(numbers.weights, (data, name) => backend.upload(data, shapes[name]));
  const { decoderBias, ...others } = weights;
  const state: TrainingState = {
    weights,
    adam: createAdam(backend, trainDecoderBias ? weights : others),
    idle: backend.upload(numbers.idle, [latents]),
    deadIndices: [],
    dead: undefined,
    data: numbers.data,
    resample: numbers.resample,
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

/** Reads the weights. */
export async function readWeights(backend: Backend, { weights }: TrainingState): Promise<Weights<Float32Array>> {
  const [encoder, encoderBias, decoder, decoderBias] = await Promise.all([
    backend.read(weights.encoder),
    backend.read(weights.encoderBias),
    backend.read(weights.decoder),
    backend.read(weights.decoderBias),
  ]);
  return { encoder, encoderBias, decoder, decoderBias };
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
  mapWeights(state.weights, (tensor) => backend.dispose(tensor));
  backend.dispose(state.idle);
}
