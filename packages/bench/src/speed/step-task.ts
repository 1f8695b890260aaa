import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "@exampledon/decomposer";
import { type NamedArray, writeArrays } from "./arrays-file.ts";
import { checkpointArrays } from "./checkpoint-arrays.ts";
import { kindOf } from "./kind-of.ts";
import type { ArraysFile, StepTask } from "./protocol.ts";
import type { StepSizes } from "./step-sizes.ts";

/** At which weights, and with them the sparsity of codes, stay what they are while they are timed. */
const STILL = 1e-6;

/** What a step needs besides its state, as a file for contestants and in memory. */
export interface StoredData {
  readonly file: ArraysFile;
  readonly numbers: readonly NamedArray[];
}

/** Writes a step's batches, and what else it needs. */
export function storeData(sizes: StepSizes, folder: string): StoredData {
  const numbers = kindOf(sizes).data(sizes);
  return { file: writeArrays(join(folder, "batches.f32"), numbers), numbers };
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

/** What a task may be told besides sizes, data and state. */
export interface StepTaskOptions {
  /** Times it: the learning rate is so small that the codes stay as sparse as they are. */
  readonly still: boolean;
  readonly variant?: string;
  /** Random numbers of the next steps, where losses are compared. */
  readonly draws?: ArraysFile | undefined;
}

/** A step from a state. */
export function stepTask(
  sizes: StepSizes,
  data: StoredData,
  state: StoredState,
  { still, variant = "", draws }: StepTaskOptions,
): StepTask {
  const { k: _, ...shape } = sizes;
  const params = { ...kindOf(sizes).params(sizes), ...(still && { learningRate: STILL }) };
  const { step, checkpoint, arrays } = state;
  const task = { ...shape, params, step, data: data.file, state: arrays, checkpoint, variant };
  return { kind: "step", ...task, ...(draws && { draws }) };
}
