import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run, unpackTensor } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { oneHotInput, twoLayers } from "../../test/toy.ts";
import { spd } from "../spd.ts";

test.each(["batch", "sample"] as const)(
  "with components held still the adversary of a %s climbs past chance, within [0, 1]",
  async (scope) => {
    const network = twoLayers();
    const input = oneHotInput(network);
    // The same inputs at every step: what climbs is the adversary alone.
    const fixed = input.source.sample(rng("fixed"), 16);
    const losses: Readonly<Record<string, number>>[] = [];
    let arrays: Record<string, unknown> = {};
    await run(
      spd,
      { ...input, source: { dim: 3, sample: () => fixed } },
      {
        backend: cpuBackend(),
        seed: 1,
        every: 1,
        params: {
          components: 6,
          batch: 16,
          steps: 60,
          learningRate: 1e-6,
          weightDelta: true,
          adversarial: 1,
          adversarialRate: 0.05,
          adversarialScope: scope,
        },
        onStep: async (step) => {
          losses.push(step.losses);
          arrays = ((await step.checkpoint()).state.terms as Record<string, Record<string, unknown>>).adversarial!;
        },
      },
    );
    const mean = (from: number, name: string): number =>
      losses.slice(from, from + 10).reduce((sum, each) => sum + each[name]! / 10, 0);
    expect(mean(50, "adversarial")).toBeGreaterThan(mean(0, "adversarial"));
    expect(mean(50, "adversarial")).toBeGreaterThan(1.5 * mean(50, "stochastic"));
    const rows = scope === "batch" ? 1 : 16;
    for (const site of ["first", "second"]) {
      const sources = unpackTensor("sources", arrays[`sources.${site}`], [rows, 6]);
      expect(Math.min(...sources)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...sources)).toBeLessThanOrEqual(1);
      // At the end most stand at an end: masks between are never worse than both.
      expect(sources.filter((source) => source < 0.05 || source > 0.95).length).toBeGreaterThan(sources.length / 3);
    }
  },
);
