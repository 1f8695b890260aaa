import { cpuBackend } from "@exampledon/backend-cpu";
import { matrixFromRows, normalizeRows, rng, rowNorms } from "@exampledon/core";
import { run, siteDecomposition } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { identityReadout, oneHotInput, readout } from "../test/toy.ts";
import { apd } from "./apd.ts";
import { spd } from "./spd.ts";

/** Three circuits in a plane, none of them along an axis: more mechanisms than dimensions. */
const reads = normalizeRows(
  matrixFromRows([
    [1, 0.2],
    [-0.7, 0.8],
    [-0.3, -1],
  ]),
);
const weights = {
  rows: 2,
  cols: 3,
  data: Float32Array.from([0, 1, 2, 0, 1, 2], (c, at) => reads.data[2 * c + Math.floor(at / 3)]!),
};
const plane = readout(weights, 0.3);
const input = {
  kind: "parameters",
  network: plane,
  source: {
    dim: 2,
    sample: (stream: ReturnType<typeof rng>, batch: number) => ({
      rows: batch,
      cols: 2,
      data: Float32Array.from({ length: 2 * batch }, () => stream.normal(0, 0.7)),
    }),
  },
} as const;

describe("apd/spd", () => {
  test("finds three circuits that read a plane, and their readings, from random components", async () => {
    const found = await run(spd, input, {
      backend: cpuBackend(),
      seed: 1,
      params: { components: 8, steps: 2500, batch: 64, importance: 2e-2, learningRate: 1e-2 },
    });
    const site = found.site("readout");
    const sizes = [...rowNorms(site.write)];
    const matches = [0, 1, 2].map((circuit) => {
      const cosines = sizes.map((size, c) => {
        const alike =
          site.read.data[2 * c]! * reads.data[2 * circuit]! + site.read.data[2 * c + 1]! * reads.data[2 * circuit + 1]!;
        return size > 0 ? (alike * site.write.data[3 * c + circuit]!) / size : 0;
      });
      const best = cosines.indexOf(Math.max(...cosines));
      return { best, cosine: cosines[best]!, size: sizes[best]! };
    });
    // Three different components, each all of its circuit, and no others: so it was at seeds 1, 2 and 3.
    expect(sizes.filter((size) => size > 0.1).length).toBe(3);
    expect(new Set(matches.map(({ best }) => best)).size).toBe(3);
    for (const { cosine, size } of matches) {
      expect(cosine).toBeGreaterThan(0.98);
      expect(Math.abs(size - 1)).toBeLessThan(0.1);
    }
    // Seen as a decomposition of the activation: what a component reads is what its circuit acts on.
    const view = siteDecomposition(found, ["readout"], { importance: "one" });
    const x = input.source.sample(rng("probe"), 50);
    const activity = view.activity(x);
    matches.forEach(({ best }, circuit) => {
      for (let i = 0; i < 50; i++) {
        const reading = x.data[2 * i]! * reads.data[2 * circuit]! + x.data[2 * i + 1]! * reads.data[2 * circuit + 1]!;
        expect(Math.abs(activity.data[i * 8 + best]! - reading)).toBeLessThan(0.1);
      }
    });
  });
});

describe("apd/apd", () => {
  test("gives each output of an identity its own component", async () => {
    const network = identityReadout(4);
    const found = await run(apd, oneHotInput(network), {
      backend: cpuBackend(),
      seed: 1,
      params: { components: 4, rank: 1, steps: 800, batch: 64, learningRate: 1e-2, active: 1, simplicity: 0.2 },
    });
    const { write } = found.site("readout");
    const owners = [0, 1, 2, 3].map((c) => {
      const row = [...write.data.subarray(4 * c, 4 * c + 4)];
      const largest = row.indexOf(Math.max(...row));
      expect(row[largest]! / Math.hypot(...row)).toBeGreaterThan(0.97);
      return largest;
    });
    expect(new Set(owners).size).toBe(4);
  });
});
