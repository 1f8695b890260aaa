import type { Backend, MemoryUse } from "@exampledon/compute";
import { matrix, rng } from "@exampledon/core";
import { type DecomposerDefinition, matrixSource, run } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";

const samples = 200;
const dim = 8;

/** A method to train and its parameters besides the number of steps. */
export interface TrainingSubject {
  readonly definition: DecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Some training steps of each method on a backend: the losses of another backend within `tolerance.training`, as much
 * memory in use after the last step as after the second, and no tensor left behind.
 * @param steps default 50
 */
export function trainingChecks(
  make: () => Backend | Promise<Backend>,
  reference: () => Backend | Promise<Backend>,
  subjects: readonly TrainingSubject[],
  steps = 50,
): Check[] {
  let made: Promise<Backend> | undefined;
  return subjects.map((subject) => ({
    name: `training-${subject.definition.id.replace("/", "-")}`,
    run: async () => {
      made ??= Promise.resolve().then(make);
      await compare(await made, await reference(), subject, steps);
    },
  }));
}

async function compare(backend: Backend, reference: Backend, subject: TrainingSubject, steps: number): Promise<void> {
  const { id } = subject.definition;
  const before = backend.live().tensors;
  const wanted = await train(reference, subject, steps);
  const found = await train(backend, subject, steps);
  const bound = backend.tolerance.training;
  for (const [step, loss] of found.losses.entries()) {
    const aim = wanted.losses[step]!;
    if (Math.abs(loss - aim) <= bound * Math.abs(aim)) continue;
    const problem = `loss of ${id} after step ${step + 1} must be ${aim} within ${bound} of it`;
    violation(problem, String(loss), "look at the first op or gradient that fails");
  }
  const [early, late] = [found.memory[1]!, found.memory.at(-1)!];
  if (late.tensors !== early.tensors || late.bytes !== early.bytes) {
    const problem = `${id} must hold ${JSON.stringify(early)} at every step`;
    violation(problem, late, "find the handle that is not freed");
  }
  const left = backend.live().tensors - before;
  if (left !== 0) violation(`${id} must leave no tensors behind`, left, "find the handle that is not freed");
}

interface Curve {
  readonly losses: readonly number[];
  readonly memory: readonly MemoryUse[];
}

async function train(backend: Backend, { definition, params }: TrainingSubject, steps: number): Promise<Curve> {
  const stream = rng("conformance").split("training");
  const numbers = Float32Array.from({ length: samples * dim }, () => stream.normal());
  const input = { kind: "activations", source: matrixSource(matrix(samples, dim, numbers)) } as const;
  const losses: number[] = [];
  const memory: MemoryUse[] = [];
  await run(definition, input, {
    backend,
    params: { ...params, steps },
    seed: 3,
    every: 1,
    onStep: (step) => {
      losses.push(step.losses.total!);
      memory.push(backend.live());
    },
  });
  return { losses, memory };
}
