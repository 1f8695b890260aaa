import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError } from "@exampledon/core";
import { type Checkpoint, type ParameterDecomposition, run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { oneHotInput, twoLayers } from "../test/toy.ts";
import { pruneCheckpoint } from "./prune-checkpoint.ts";
import { spd } from "./spd.ts";

const input = oneHotInput(twoLayers());
const params = {
  components: 7,
  batch: 16,
  steps: 20,
  importanceFunction: "component-mlp",
  gateHidden: 4,
  adversarial: 1,
  weightDelta: true,
} as const;
const without = { first: [0, 5], second: [6] };

async function train(components: number, second: number, resume?: Checkpoint) {
  const checkpoints: Checkpoint[] = [];
  const seen: Record<string, number>[] = [];
  const found = await run(
    spd,
    { ...input, sites: { second: { components: second } } },
    {
      backend: cpuBackend(),
      seed: 1,
      every: 5,
      params: { ...params, components },
      ...(resume && { resume: { ...resume, params: { ...resume.params, components } } }),
      onStep: async (step) => {
        checkpoints.push(await step.checkpoint());
        seen.push({ ...step.losses });
      },
    },
  );
  return { found, checkpoints, seen };
}

const shown = (found: ParameterDecomposition, site: string) => found.site(site).write;

test("what is left is what it was, moments and random streams included, and training goes on", async () => {
  const { checkpoints } = await train(7, 8);
  const half = checkpoints[1]!;
  // One site has 7 components, the other 8.
  const pruned = pruneCheckpoint(half, without);
  expect(pruned.step).toBe(half.step);
  const arraysOf = (checkpoint: Checkpoint, group: string) =>
    (group === "arrays" ? checkpoint.state.arrays : (checkpoint.state.adam as never)[group]) as Record<
      string,
      { shape: number[]; data: string }
    >;
  for (const group of ["arrays", "first", "second"]) {
    const shapes = Object.fromEntries(
      Object.entries(arraysOf(pruned, group)).map(([name, { shape }]) => [name, shape]),
    );
    expect(shapes).toMatchObject({
      "read.first": [5, 3],
      "write.first": [5, 4],
      "read.second": [7, 4],
      "gate.first.in": [5, 4],
      "gate.second.outBias": [7],
    });
  }
  expect(pruned.state.streams).toEqual(half.state.streams);
  const { found, seen } = await train(5, 7, pruned);
  expect(seen).toHaveLength(2);
  expect(shown(found, "first").rows).toBe(5);
});

test("rows that are kept have the same bits", async () => {
  const { checkpoints } = await train(7, 8);
  const numbers = (checkpoint: Checkpoint) => {
    const { data, shape } = (checkpoint.state.arrays as Record<string, { shape: number[]; data: string }>)[
      "read.first"
    ]!;
    const floats = new Float32Array(Uint8Array.from(Buffer.from(data, "base64")).buffer);
    return Array.from({ length: shape[0]! }, (_, row) => [...floats.slice(row * shape[1]!, (row + 1) * shape[1]!)]);
  };
  const before = numbers(checkpoints[0]!);
  expect(numbers(pruneCheckpoint(checkpoints[0]!, without))).toEqual([1, 2, 3, 4, 6].map((row) => before[row]));
  expect(pruneCheckpoint(checkpoints[0]!, {})).toEqual(checkpoints[0]);
});

test("refuses what is no component, an unknown site, and axes that cannot be told apart", async () => {
  const { checkpoints } = await train(7, 8);
  const codeOf = (body: () => unknown): string => {
    try {
      body();
    } catch (error) {
      return isExampledonError(error) ? error.code : String(error);
    }
    return "nothing thrown";
  };
  const [first] = checkpoints;
  expect(codeOf(() => pruneCheckpoint(first!, { first: [7] }))).toBe("bad-param");
  expect(codeOf(() => pruneCheckpoint(first!, { first: [0, 1, 2, 3, 4, 5, 6] }))).toBe("bad-param");
  expect(codeOf(() => pruneCheckpoint(first!, { third: [0] }))).toBe("bad-param");
  const square = await train(4, 8);
  // Of four components, each writes four numbers and has four hidden units.
  expect(codeOf(() => pruneCheckpoint(square.checkpoints[0]!, { first: [0] }))).toBe("missing-capability");
});
