import type { Shape } from "@exampledon/compute";

/** The arrays of a sparse autoencoder by name, as tensors, nodes or numbers. */
export type WeightsOf<W extends string, T> = Readonly<Record<W, T>>;

/**
 * The arrays of most sparse autoencoders: `encoder [dim × latents]`, column i is what latent i listens to;
 * `encoderBias [latents]`; `decoder [latents × dim]`, row i is what latent i adds: the dictionary; `decoderBias [dim]`,
 * subtracted before encoding and added after decoding.
 */
export type StandardWeight = "encoder" | "encoderBias" | "decoder" | "decoderBias";

/** The four usual arrays. */
export type Weights<T> = WeightsOf<StandardWeight, T>;

/** What the trainer must know of one array. */
export interface WeightSpec {
  readonly shape: Shape;
  /** The axis that runs over latents, along which a revived latent's Adam moments are forgotten. Default none. */
  readonly latentAxis?: "first" | "last";
  /** Whether rows are held at unit length. Default false. */
  readonly unitRows?: boolean;
  /** What entries are raised to when a step takes them below. Default none. */
  readonly min?: number;
  /** Whether it is learned; else it stays as it starts. Default true. */
  readonly trained?: boolean;
}

/** Applies a function to each array, in their order. */
export function mapWeights<W extends string, T, U>(
  weights: WeightsOf<W, T>,
  map: (value: T, name: W) => U,
): WeightsOf<W, U> {
  return Object.fromEntries(
    (Object.entries(weights) as [W, T][]).map(([name, value]) => [name, map(value, name)]),
  ) as WeightsOf<W, U>;
}

/** The part of a record whose arrays are learned, in order. */
export function trainedPart<T>(
  specs: Readonly<Record<string, WeightSpec>>,
  values: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => specs[name]?.trained !== false));
}
