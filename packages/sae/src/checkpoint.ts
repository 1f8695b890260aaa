import { type AdamMoments, type Backend, sizeOf } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import {
  type Checkpoint,
  createCheckpoint,
  packTensor,
  readArrays,
  unpackRng,
  unpackTensor,
} from "@exampledon/decomposer";
import type { StateLayout, TrainingNumbers, TrainingState } from "./training-state.ts";
import { mapWeights, trainedPart } from "./weights.ts";

/** The state of a fit between two steps, as a checkpoint. */
export async function packState(
  backend: Backend,
  method: string,
  params: Readonly<Record<string, unknown>>,
  state: TrainingState,
): Promise<Checkpoint> {
  const { step, scale, deadIndices } = state;
  const streams = { data: state.data.state(), resample: state.resample.state() };
  const [weights, extra, moments, idle] = await Promise.all([
    readArrays(backend, state.weights),
    readArrays(backend, state.extra),
    state.adam.moments(),
    backend.read(state.idle),
  ]);
  const packed = (arrays: Readonly<Record<string, Float32Array>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, packTensor(data, [data.length])]));
  return createCheckpoint({
    method,
    params,
    step,
    state: {
      weights: packed(weights),
      extra: packed(extra),
      adam: { steps: moments.steps, first: packed(moments.first), second: packed(moments.second) },
      idle: packTensor(idle, [idle.length]),
      dead: [...deadIndices],
      scale,
      streams,
    },
  });
}

/**
 * The state that {@link packState} wrote, to the same bits.
 * @throws `corrupt-file` when it is of other sizes or damaged
 */
export function unpackState({ method, step, state }: Checkpoint, layout: StateLayout): TrainingNumbers {
  const weights = mapWeights(layout.weights, ({ shape }) => sizeOf(shape));
  const trained = trainedPart(layout.weights, weights);
  const extra = mapWeights(layout.extra, ({ shape }) => sizeOf(shape));
  const unpack = (field: string, packed: unknown, sizes: Readonly<Record<string, number>>) => {
    const arrays = record(method, field, packed);
    return mapWeights(sizes, (size, name) => unpackTensor(`${method}: state.${field}.${name}`, arrays[name], [size]));
  };
  const adam = record(method, "adam", state.adam);
  const streams = record(method, "streams", state.streams);
  return {
    step,
    weights: unpack("weights", state.weights, weights),
    extra: unpack("extra", state.extra, extra),
    moments: {
      steps: adam.steps as number,
      first: unpack("adam.first", adam.first, trained),
      second: unpack("adam.second", adam.second, trained),
    } satisfies AdamMoments,
    idle: unpackTensor(`${method}: state.idle`, state.idle, [layout.latents]),
    deadIndices: indices(method, state.dead, layout.latents),
    scale: positive(method, state.scale),
    data: unpackRng(`${method}: state.streams.data`, streams.data),
    resample: unpackRng(`${method}: state.streams.resample`, streams.resample),
  };
}

function record(method: string, field: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) corrupt(method, field, "an object", value);
  return value as Readonly<Record<string, unknown>>;
}

function indices(method: string, value: unknown, latents: number): readonly number[] {
  const valid = Array.isArray(value) && value.every((i) => Number.isInteger(i) && i >= 0 && i < latents);
  if (!valid) corrupt(method, "dead", `a list of whole numbers in [0, ${latents})`, value);
  return value as readonly number[];
}

function positive(method: string, value: unknown): number {
  if (!(typeof value === "number" && value > 0 && value < Number.POSITIVE_INFINITY)) {
    corrupt(method, "scale", "a number > 0", value);
  }
  return value;
}

function corrupt(method: string, field: string, wanted: string, got: unknown): never {
  fail("corrupt-file", {
    where: `${method}: state.${field}`,
    problem: `must be ${wanted}`,
    got,
    cure: "start again without the checkpoint",
  });
}
