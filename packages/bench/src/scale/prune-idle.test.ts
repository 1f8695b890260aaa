import { spd } from "@exampledon/apd";
import { cpuBackend } from "@exampledon/backend-cpu";
import { matrix, rng } from "@exampledon/core";
import { type Checkpoint, type ParameterDecomposition, run } from "@exampledon/decomposer";
import { readoutNetwork } from "@exampledon/networks";
import { expect, it } from "vitest";
import { withoutIdle } from "./prune-idle.ts";

const network = readoutNetwork(rng(1), { animals: 5, attributes: 3, minDistance: 1 });
const { source } = network;

async function trained(): Promise<{ found: ParameterDecomposition; checkpoint: Checkpoint }> {
  let checkpoint: Checkpoint | undefined;
  const sites = { animals: { components: 9 }, attributes: { components: 7 } };
  const found = await run(
    spd,
    { kind: "parameters", network, source, sites },
    {
      ...{ backend: cpuBackend(), seed: 1, every: 4, params: { steps: 4, batch: 8 } },
      onStep: async (step) => {
        checkpoint = await step.checkpoint();
      },
    },
  );
  return { found, checkpoint: checkpoint! };
}

/** A decomposition whose animal components 2 and 5 matter on inputs of every other look alone, and 8 on none. */
function withImportances(found: ParameterDecomposition, ever: readonly number[]): ParameterDecomposition {
  let looks = 0;
  return {
    ...found,
    site: (name) => found.site(name),
    importances: async ({ rows }) => {
      const animals = matrix(rows, 9, new Float32Array(rows * 9).fill(1));
      for (let i = 0; i < rows; i++) {
        animals.data[i * 9 + 8] = 0.05;
        for (const c of ever) animals.data[i * 9 + c] = looks % 2;
      }
      looks++;
      return { animals, attributes: matrix(rows, 7, new Float32Array(rows * 7).fill(1)) };
    },
  };
}

it("leaves out what mattered on none of the inputs, however many looks they take", async () => {
  const { found, checkpoint } = await trained();
  const options = { source, animals: 100, rng: rng(2) };
  const pruned = await withoutIdle(withImportances(found, [2, 5]), options, async () => checkpoint);
  expect(pruned!.components).toEqual({ animals: 8, attributes: 7 });
  const { "write.animals": write } = pruned!.checkpoint.state.arrays as Record<string, { shape: number[] }>;
  expect(write!.shape[0]).toBe(8);
});

it("has nothing to leave out where all matter", async () => {
  const { found, checkpoint } = await trained();
  const all = {
    ...withImportances(found, []),
    importances: async () => ({ animals: matrix(1, 9, new Float32Array(9).fill(1)) }),
  };
  const pruned = await withoutIdle(all, { source, animals: 5, rng: rng(2) }, async () => checkpoint);
  expect(pruned).toBeUndefined();
});
