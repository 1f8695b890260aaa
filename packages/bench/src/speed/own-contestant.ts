import { readFileSync, writeFileSync } from "node:fs";
import { type Backend, createTape, linearRelu, sub } from "@exampledon/compute";
import { type Matrix, matrix, type ParamSpec, type ParamsOf, rng } from "@exampledon/core";
import type { Checkpoint, FitStep } from "@exampledon/decomposer";
import { readArrays } from "./arrays-file.ts";
import { type RunningFit, start as startStep } from "./first-step.ts";
import { kindOf } from "./kind-of.ts";
import type { Contestant, EncodeTask, MatmulTask, OpenTask, RunAnswer, StepTask } from "./protocol.ts";
import { timedBackend } from "./timed-backend.ts";

/** This project's own methods and primitives on one backend, as a contestant. */
export function ownContestant(backend: Backend, versions: Readonly<Record<string, string>>): Contestant {
  return {
    describe: async () => ({ name: backend.name, versions }),
    open: async (task) => {
      if (task.kind === "matmul") return openMatmul(backend, task);
      if (task.variant !== "") return `there is no variant ${task.variant}`;
      if (task.kind === "encode") return openEncode(backend, task);
      return openStep(backend, task);
    },
  };
}

function openMatmul(backend: Backend, { m, k, n }: MatmulTask): OpenTask {
  const filled = (name: string, length: number): Float32Array => {
    const stream = rng(0).split(name);
    return Float32Array.from({ length }, () => stream.normal());
  };
  const a = backend.upload(filled("a", m * k), [m, k]);
  const b = backend.upload(filled("b", k * n), [k, n]);
  return repeated(backend, () => backend.primitives.matmul(a, b), [a, b]);
}

/** `relu((x − b_dec) W_enc + b_enc)`, as the first ops of a step. */
function openEncode(backend: Backend, task: EncodeTask): OpenTask {
  const { batch, dim, latents } = task;
  const arrays = readArrays(task.state);
  const upload = (name: string, shape: readonly number[]) => backend.upload(arrays[`weights/${name}`]!.data, shape);
  const weights = [upload("encoder", [dim, latents]), upload("encoderBias", [latents]), upload("decoderBias", [dim])];
  const x = backend.upload(batchesOf(task)[0]!.data, [batch, dim]);
  const encode = () => {
    const tape = createTape(backend);
    const [encoder, bias, decoderBias] = weights.map((tensor) => tape.constant(tensor));
    return linearRelu(sub(tape.constant(x), decoderBias!), encoder!, bias!).tensor;
  };
  return repeated(backend, encode, [...weights, x]);
}

/** Runs `compute` in a scope that frees all it makes, and reads one number at the end, for backends that queue. */
function repeated(
  backend: Backend,
  compute: () => ReturnType<Backend["fill"]>,
  held: readonly ReturnType<Backend["fill"]>[],
): OpenTask {
  return {
    run: async (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) {
        backend.scope(() => {
          compute();
        });
      }
      await backend.flush();
      return { milliseconds: performance.now() - start };
    },
    close: () => {
      for (const tensor of held) backend.dispose(tensor);
    },
  };
}

function batchesOf({ data, batch, dim }: Pick<StepTask, "data" | "batch" | "dim">): readonly Matrix[] {
  const { data: all } = readArrays(data).batches!;
  const size = batch * dim;
  return Array.from({ length: all.length / size }, (_, i) => matrix(batch, dim, all.slice(i * size, (i + 1) * size)));
}

/** Training steps through the same `startFit` that everybody calls; what a step reports is read once per run. */
function openStep(backend: Backend, task: StepTask): OpenTask {
  const batches = batchesOf(task);
  const params = task.params as ParamsOf<ParamSpec>;
  const first = JSON.parse(readFileSync(task.checkpoint, "utf8")) as Checkpoint;
  let fit: RunningFit | undefined;
  let every = 0;
  const start = (steps: number, on = backend): void => {
    let at = task.step;
    every = steps;
    fit = startStep(
      kindOf(task).fit(task, { dim: task.dim, sample: () => batches[at++ % batches.length]! }),
      // Parameters may differ from the checkpoint's in the learning rate and the batch.
      { backend: on, params, resume: { ...first, params }, every: steps },
    );
  };
  const next = async (): Promise<FitStep> => {
    const { value, done } = await fit!.next();
    if (done) throw new Error("the fit has ended");
    return value as FitStep;
  };
  const stop = async (): Promise<void> => void (await fit?.return(undefined as never));
  return {
    run: async (times): Promise<RunAnswer> => {
      if (times !== every) {
        await stop();
        start(times);
        // The first pull uploads the state, which is no part of a step; single steps are wanted for their losses.
        if (times > 1) await next();
      }
      const begin = performance.now();
      const step = await next();
      return { milliseconds: performance.now() - begin, loss: step.losses.total! };
    },
    save: async (times, path) => {
      await stop();
      start(times);
      const step = await next();
      writeFileSync(path, JSON.stringify(await step.checkpoint()));
      return { step: step.step };
    },
    memory: async (times) => {
      await stop();
      start(times);
      await next();
      const before = usedBy(backend);
      await next();
      const after = usedBy(backend);
      return {
        bytesPerStep: (after.bytes - before.bytes) / times,
        tensorsPerStep: (after.tensors - before.tensors) / times,
        steps: times,
      };
    },
    profile: async (times) => {
      await stop();
      const timed = timedBackend(backend);
      start(times, timed.backend);
      await next();
      const before = new Map(timed.times);
      const begin = performance.now();
      await next();
      const milliseconds = (performance.now() - begin) / times;
      await stop();
      every = 0;
      const parts = [...timed.times].map(([name, total]) => ({
        name,
        milliseconds: (total - (before.get(name) ?? 0)) / times,
      }));
      const counted = parts.reduce((sum, part) => sum + part.milliseconds, 0);
      parts.push({ name: "between ops", milliseconds: milliseconds - counted });
      return { milliseconds, parts: parts.sort((a, b) => b.milliseconds - a.milliseconds) };
    },
    close: () => void stop(),
  };
}

/** Memory in use after a garbage collection, which needs `--expose-gc`. */
function usedBy(backend: Backend): { readonly bytes: number; readonly tensors: number } {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external, tensors: backend.live().tensors };
}
