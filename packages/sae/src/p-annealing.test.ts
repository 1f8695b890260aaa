import { cpuBackend } from "@exampledon/backend-cpu";
import { matrix, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { pAnnealing } from "./p-annealing.ts";
import { annealingPoint, updateSteps } from "./p-annealing-schedule.ts";

const course = { steps: 100, annealStart: 0.2, updates: 5, pStart: 1, pEnd: 0.2 };

test("the exponent is first set to its start, then falls evenly to its end", () => {
  expect(updateSteps(course)).toEqual([20, 40, 60, 80, 100]);
  const exponents = [0, 20, 21, 40, 41, 61, 81, 99].map((step) => annealingPoint(course, step).p);
  const wanted = [1, 1, 1, 1, 0.8, 0.6, 0.4, 0.4];
  for (const [i, p] of exponents.entries()) expect(p).toBeCloseTo(wanted[i]!, 12);
  // Before the first update there is nothing to compare with.
  expect(annealingPoint(course, 20).nextP).toBeUndefined();
  expect(annealingPoint(course, 21).nextP).toBeCloseTo(0.8, 12);
  expect(annealingPoint(course, 40)).toMatchObject({ update: true, untilUpdate: 0 });
  expect(annealingPoint(course, 31).untilUpdate).toBe(9);
});

const penalties = async (source: Parameters<typeof run>[1]["source"]) => {
  const params = { latents: 40, steps: 200, batch: 128, updates: 4, pEnd: 0.4, resampleEvery: 0, learningRate: 1e-3 };
  const seen: { p: number; coefficient: number; lp: number }[] = [];
  await run(
    pAnnealing,
    { kind: "activations", source },
    {
      backend: cpuBackend(),
      params,
      seed: 1,
      every: 1,
      onStep: ({ losses, measures }) => {
        seen.push({ p: measures!.p!, coefficient: measures!.coefficient!, lp: losses.lp! });
      },
    },
  );
  return seen;
};

test("when the exponent changes the penalty does not jump", async () => {
  const seen = await penalties(oneAnimalAtATime(randomDirections(rng("animals"), 30, 12)));
  const changes = seen.flatMap(({ p }, step) => (step > 0 && p !== seen[step - 1]!.p ? [step] : []));
  expect(changes).toHaveLength(2);
  for (const step of changes) {
    expect(Math.abs(seen[step]!.coefficient / seen[step - 1]!.coefficient - 1)).toBeGreaterThan(0.02);
    // The loss of a step is taken before its update: the next one is the first with the new exponent.
    const [before, after] = [step - 5, step + 1].map((from) =>
      seen.slice(from, from + 5).reduce((sum, { lp }) => sum + lp / 5, 0),
    ) as [number, number];
    expect(Math.abs(after / before - 1)).toBeLessThan(0.1);
  }
});

test("with nothing ever on, the coefficient stays", async () => {
  const seen = await penalties({ dim: 4, sample: (_, batch) => matrix(batch, 4) });
  expect(new Set(seen.map(({ coefficient }) => coefficient)).size).toBe(1);
});
