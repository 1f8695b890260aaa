import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape, linearRelu, matmul, sum } from "@exampledon/compute";
import { expect, it } from "vitest";
import { goalReadings } from "./goals.ts";
import { absenceReadings, profileReadings } from "./read-speed.ts";
import type { Ratio, StepCell } from "./result.ts";
import { timedBackend } from "./timed-backend.ts";

const cell = (trained: number): StepCell => ({
  ...{ id: `after ${trained}`, method: "sae/l1", batch: 1024, dim: 50, latents: 1000 },
  ...{ trained, density: 0.5, timings: [] },
});
const ratio = (trained: number, contestant: string, threads: number, value: number): Ratio => ({
  ...{ cell: `after ${trained}`, contestant, variant: "", threads, ratio: value, against: "t" },
});

it("judges the best of our own after training, and leaves out what was not timed", () => {
  const ratios = [
    ratio(1, "cpu simd, 2 threads", 2, 2.6),
    ratio(9, "cpu simd, 2 threads", 2, 2.2),
    ratio(9, "cpu relaxed-simd, 2 threads", 2, 2.4),
    ratio(9, "a peer", 2, 9),
    ratio(9, "cpu simd, 1 thread", 1, 1.5),
  ];
  const found = goalReadings({ steps: [cell(9), cell(1)], ratios });
  expect(found.map(({ threads, start, later, reached }) => [threads, start?.ratio, later?.ratio, reached])).toEqual([
    [2, 2.6, 2.4, false],
    [1, undefined, 1.5, true],
  ]);
});

it("adds up the time of ops by name, and computes the same", async () => {
  const plain = cpuBackend();
  const { backend, times } = timedBackend(plain);
  const loss = (on: typeof plain) => {
    const tape = createTape(on);
    const a = tape.variable(on.upload(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]));
    const out = sum(
      linearRelu(
        matmul(a, a, { transposeB: true }),
        tape.constant(on.fill([2, 4], 1)),
        tape.constant(on.fill([4], -20)),
      ),
    );
    return tape.gradients(out, [a])[0]!;
  };
  expect(await backend.read(loss(backend))).toEqual(await plain.read(loss(plain)));
  expect([...times.keys()]).toEqual(
    expect.arrayContaining(["product [2 × 3] · [2 × 3]ᵀ", "linearRelu", "linearRelu, backward", "sum", "upload"]),
  );
  for (const milliseconds of times.values()) expect(milliseconds).toBeGreaterThanOrEqual(0);
});

it("says in words what steps are made of, and groups what was not measured", () => {
  const parts = [
    { name: "between ops", milliseconds: 3 },
    { name: "add", milliseconds: 1 },
  ];
  const profile = { contestant: "cpu simd, 1 thread", milliseconds: 4, parts };
  expect(profileReadings({ steps: [cell(1), { ...cell(9), profile }] })).toEqual([
    { cell: "after 9", milliseconds: 4, shares: "75 % between ops; 25 % add" },
  ]);
  const missing = [
    { contestant: "a", cell: "x", reason: "over budget: 900 ms" },
    { contestant: "b", reason: "not installed" },
    { contestant: "a", cell: "y", reason: "over budget: about 2000 ms, judged by smaller sizes" },
  ];
  expect(absenceReadings({ missing })).toEqual([
    { contestant: "a", reason: "over budget", cells: ["x", "y"] },
    { contestant: "b", reason: "not installed", cells: [] },
  ]);
});
