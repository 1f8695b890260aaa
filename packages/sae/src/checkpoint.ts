import type { AdamMoments, Backend } from "@exampledon/compute";
import { fail, rngFromState } from "@exampledon/core";
import { type Checkpoint, createCheckpoint, packTensor, unpackTensor } from "@exampledon/decomposer";
import { readWeights, type TrainingNumbers, type TrainingState } from "./training-state.ts";
import { type Weights, weightShapes } from "./weights.ts";

/** The state of a fit between two steps, as a checkpoint. */
export async function packState(
  backend: Backend,
  method: string,
  params: Readonly<Record<string, unknown>>,
  state: TrainingState,
): Promise<Checkpoint> {
  const { step, deadIndices } = state;
  const streams = { data: state.data.state(), resample: state.resample.state() };
  const [weights, moments, idle] = await Promise.all([
    readWeights(backend, state),
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
      adam: { steps: moments.steps, first: packed(moments.first), second: packed(moments.second) },
      idle: packTensor(idle, [idle.length]),
      dead: [...deadIndices],
      streams,
    },
  });
}

/**
 * The state that {@link packState} wrote, to the same bits.
 * @throws `corrupt-file` when it is of other sizes or damaged
 */
export function unpackState(
  { method, step, state }: Checkpoint,
  { dim, latents, trainDecoderBias }: { dim: number; latents: number; trainDecoderBias: boolean },
): TrainingNumbers {
  const lengths = Object.fromEntries(
    Object.entries(weightShapes(dim, latents)).map(([name, shape]) => [name, shape.reduce((a, b) => a * b, 1)]),
  );
  const { decoderBias: _frozen, ...others } = lengths;
  const trained = trainDecoderBias ? lengths : others;
  const unpack = (field: string, packed: unknown, sizes: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(sizes).map(([name, length]) => [
        name,
        unpackTensor(`${method}: state.${field}.${name}`, record(method, field, packed)[name], [length]),
      ]),
    );
  const adam = record(method, "adam", state.adam);
  const streams = record(method, "streams", state.streams);
  return {
    step,
    weights: unpack("weights", state.weights, lengths) as Weights<Float32Array>,
    moments: {
      steps: adam.steps as number,
      first: unpack("adam.first", adam.first, trained),
      second: unpack("adam.second", adam.second, trained),
    } satisfies AdamMoments,
    idle: unpackTensor(`${method}: state.idle`, state.idle, [latents]),
    deadIndices: indices(method, state.dead, latents),
    data: rngFromState(streams.data as never),
    resample: rngFromState(streams.resample as never),
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

function corrupt(method: string, field: string, wanted: string, got: unknown): never {
  fail("corrupt-file", {
    where: `${method}: state.${field}`,
    problem: `must be ${wanted}`,
    got,
    cure: "start again without the checkpoint",
  });
}
