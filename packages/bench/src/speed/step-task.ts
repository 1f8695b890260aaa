import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cpuBackend } from "@exampledon/backend-cpu";
import { defaultsOf, fail, type ParamSpec, type ParamsOf, rng } from "@exampledon/core";
import { type Checkpoint, type DecomposerDefinition, sourceOf, startFit } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { saeMethods } from "@exampledon/sae";
import { type NamedArray, writeArrays } from "./arrays-file.ts";
import { checkpointArrays } from "./checkpoint-arrays.ts";
import type { ArraysFile, StepTask } from "./protocol.ts";

/** Sizes of a step. */
export interface StepSizes {
  readonly method: string;
  readonly batch: number;
  readonly dim: number;
  readonly latents: number;
  /** Of methods that have one. Default 32. */
  readonly k?: number;
}

/** Batches that are taken in turn. */
const BATCHES = 8;
/** Samples of the single step that makes the first state: what it is made of does not matter. */
const FIRST_BATCH = 8;
/** Long enough that no run reaches the decay of the learning rate. */
const STEPS = 1_000_000;
/** At which weights, and with them the sparsity of codes, stay what they are while they are timed. */
const STILL = 1e-6;

/**
 * A method's parameters in the bench: its defaults without resampling and AuxK, whose cost depends on which latents are
 * dead, and with k = 32 where there is a k.
 */
export function stepParams({ method, batch, latents, k = 32 }: StepSizes): ParamsOf<ParamSpec> {
  const { params: spec } = methodOf(method);
  const wanted = { batch, latents, k, steps: STEPS, resampleEvery: 0, auxCoefficient: 0 };
  const taken = Object.entries(wanted).filter(([name]) => name in spec);
  return { ...defaultsOf(spec), ...Object.fromEntries(taken) };
}

/** A step's batches, from the thread's geometry: `latents` animals in `dim` attributes, one to three at once. */
export function writeBatches({ batch, dim, latents }: StepSizes, folder: string): ArraysFile {
  const world = spanned.build(rng(0).split("world"), { animals: latents, attributes: dim, activeMax: 3 });
  const { data } = world.sample(rng(0).split("batches"), BATCHES * batch).activations;
  return writeArrays(join(folder, "batches.f32"), [{ name: "batches", shape: [BATCHES, batch, dim], data }]);
}

/** The state after one step on a few samples, from which every contestant starts. */
export async function firstCheckpoint(sizes: StepSizes): Promise<Checkpoint> {
  const { method, dim, latents } = sizes;
  const params = { ...stepParams(sizes), batch: FIRST_BATCH };
  if ("k" in params) Object.assign(params, { k: Math.min(Number(params.k), latents) });
  const world = spanned.build(rng(0).split("world"), { animals: latents, attributes: dim, activeMax: 3 });
  const fit = startFit(
    methodOf(method),
    { kind: "activations", source: sourceOf(world) },
    { backend: cpuBackend(), params, seed: 0, every: 1 },
  );
  try {
    const { value, done } = await fit.next();
    if (done) throw new Error("a fit of a million steps has ended at once");
    return await value.checkpoint();
  } finally {
    await fit.return(undefined as never);
  }
}

/** A state as files, for contestants to load. */
export interface StoredState {
  readonly step: number;
  readonly checkpoint: string;
  readonly arrays: ArraysFile;
  /** The same arrays, in memory. */
  readonly numbers: readonly NamedArray[];
}

/** Writes a checkpoint for this project's trainer, and its arrays for the others. */
export function storeState(checkpoint: Checkpoint, folder: string, name: string): StoredState {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(checkpoint));
  const numbers = checkpointArrays(checkpoint);
  return {
    step: checkpoint.step,
    checkpoint: path,
    arrays: writeArrays(join(folder, `${name}.f32`), numbers),
    numbers,
  };
}

/** A step from a state. `still` times it: the learning rate is so small that the codes stay as sparse as they are. */
export function stepTask(
  sizes: StepSizes,
  data: ArraysFile,
  state: StoredState,
  { still, variant = "" }: { readonly still: boolean; readonly variant?: string },
): StepTask {
  const { method, batch, dim, latents } = sizes;
  const params = { ...stepParams(sizes), ...(still && { learningRate: STILL }) };
  const { step, checkpoint, arrays } = state;
  return { kind: "step", method, batch, dim, latents, params, step, data, state: arrays, checkpoint, variant };
}

function methodOf(id: string): DecomposerDefinition {
  return (
    saeMethods.find((method) => method.id === id) ??
    fail("unknown-id", {
      where: "exampledon bench",
      problem: `the methods are ${saeMethods.map((method) => method.id).join(", ")}`,
      got: id,
      cure: "use one of these",
    })
  );
}
