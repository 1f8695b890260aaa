import { type Adam, type AdamMoments, type Backend, createAdam, type Tensor } from "@exampledon/compute";
import { fail, type Rng } from "@exampledon/core";
import {
  type Checkpoint,
  createCheckpoint,
  packTensor,
  readArrays,
  unpackRng,
  unpackTensor,
} from "@exampledon/decomposer";
import type { NamedArray } from "./loss-term.ts";

type Arrays<T> = Readonly<Record<string, T>>;

/** What a term keeps. */
export interface TermMemory<T> {
  readonly arrays: Arrays<T>;
  readonly rng: Rng;
}

/** Everything that changes during training. */
export interface TrainingState {
  readonly arrays: Arrays<Tensor>;
  adam: Adam;
  readonly terms: Arrays<TermMemory<Tensor>>;
  /** Where batches come from. */
  readonly data: Rng;
  /** Steps done, those of the faithfulness warm-up included. */
  step: number;
}

/** The numbers of a state, on the host. */
export interface TrainingNumbers {
  readonly arrays: Arrays<NamedArray>;
  readonly moments?: AdamMoments;
  readonly terms: Arrays<TermMemory<NamedArray>>;
  readonly data: Rng;
  readonly step: number;
}

/** Puts a state on the device; {@link disposeState} frees it. @throws `corrupt-file` when the moments do not fit */
export function uploadState(backend: Backend, numbers: TrainingNumbers): TrainingState {
  const upload = ({ data, shape }: NamedArray): Tensor => backend.upload(data, shape);
  const arrays = mapValues(numbers.arrays, upload);
  const state: TrainingState = {
    arrays,
    adam: createAdam(backend, arrays),
    terms: mapValues(numbers.terms, (term) => ({ arrays: mapValues(term.arrays, upload), rng: term.rng })),
    data: numbers.data,
    step: numbers.step,
  };
  try {
    if (numbers.moments) state.adam.restore(numbers.moments);
  } catch (error) {
    disposeState(backend, state);
    throw error;
  }
  return state;
}

/** Forgets the optimiser's moments: what follows a warm-up starts afresh. */
export function restartAdam(backend: Backend, state: TrainingState): void {
  state.adam.dispose();
  state.adam = createAdam(backend, state.arrays);
}

/** Frees everything of a state on the device. */
export function disposeState(backend: Backend, state: TrainingState): void {
  state.adam.dispose();
  for (const group of [state.arrays, ...Object.values(state.terms).map(({ arrays }) => arrays)]) {
    for (const tensor of Object.values(group)) backend.dispose(tensor);
  }
}

/** The state of a fit between two steps, as a checkpoint. */
export async function packState(
  backend: Backend,
  method: string,
  params: Readonly<Record<string, unknown>>,
  state: TrainingState,
): Promise<Checkpoint> {
  const { step } = state;
  const data = state.data.state();
  const streams = mapValues(state.terms, ({ rng }) => rng.state());
  const pending = Object.entries(state.terms).map(
    async ([name, { arrays }]) => [name, packAll(await readArrays(backend, arrays), arrays)] as const,
  );
  const [arrays, moments, terms] = await Promise.all([
    readArrays(backend, state.arrays),
    state.adam.moments(),
    Promise.all(pending),
  ]);
  return createCheckpoint({
    method,
    params,
    step,
    state: {
      arrays: packAll(arrays, state.arrays),
      adam: {
        steps: moments.steps,
        first: packAll(moments.first, state.arrays),
        second: packAll(moments.second, state.arrays),
      },
      terms: Object.fromEntries(terms),
      streams: { data, terms: streams },
    },
  });
}

/**
 * The state that {@link packState} wrote, to the same bits.
 * @param shapes of what is trained, and of what each term keeps
 * @throws `corrupt-file` when it is of other sizes or damaged
 */
export function unpackState(
  { method, step, state }: Checkpoint,
  shapes: Arrays<readonly number[]>,
  termShapes: Arrays<Arrays<readonly number[]>>,
): TrainingNumbers {
  const at = (field: string): string => `${method}: state.${field}`;
  const adam = record(at("adam"), state.adam);
  const streams = record(at("streams"), state.streams);
  const termStreams = record(at("streams.terms"), streams.terms);
  const terms = record(at("terms"), state.terms);
  const numbers = (field: string, packed: unknown): Arrays<Float32Array> =>
    mapValues(unpackAll(at(field), packed, shapes), ({ data }) => data);
  return {
    step,
    arrays: unpackAll(at("arrays"), state.arrays, shapes),
    moments: {
      steps: adam.steps as number,
      first: numbers("adam.first", adam.first),
      second: numbers("adam.second", adam.second),
    },
    terms: Object.fromEntries(
      Object.entries(termShapes).map(([name, own]) => [
        name,
        {
          arrays: unpackAll(at(`terms.${name}`), terms[name], own),
          rng: unpackRng(at(`streams.terms.${name}`), termStreams[name]),
        },
      ]),
    ),
    data: unpackRng(at("streams.data"), streams.data),
  };
}

/** Applies a function to each value, in order. */
export function mapValues<T, U>(record: Arrays<T>, map: (value: T, name: string) => U): Arrays<U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function packAll(numbers: Arrays<Float32Array>, tensors: Arrays<Tensor>): Arrays<unknown> {
  return mapValues(numbers, (data, name) => packTensor(data, tensors[name]!.shape));
}

function unpackAll(where: string, packed: unknown, shapes: Arrays<readonly number[]>): Arrays<NamedArray> {
  const found = record(where, packed);
  return mapValues(shapes, (shape, name) => ({ shape, data: unpackTensor(`${where}.${name}`, found[name], shape) }));
}

function record(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) {
    fail("corrupt-file", {
      where,
      problem: "must be an object",
      got: value,
      cure: "start again without the checkpoint",
    });
  }
  return value as Readonly<Record<string, unknown>>;
}
