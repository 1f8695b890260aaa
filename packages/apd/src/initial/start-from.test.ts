import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError, matrix, matrixFromRows, rng, rowNorms } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { identityReadout, oneHotInput } from "../../test/toy.ts";
import { apd } from "../apd.ts";
import { defineSpd } from "../define-spd.ts";
import { idleComponents } from "../idle-components.ts";
import { spd, spdParts } from "../spd.ts";
import { startFrom } from "./start-from.ts";

const network = identityReadout(3);
const input = oneHotInput(network);
const small = { components: 4, steps: 3, batch: 8 };
const given = {
  site: "readout",
  weights: network.sites[0]!.weights,
  components: 9,
  count: 9,
  rng: rng("start"),
  activations: async () => matrix(1, 3),
};

test("copies add up to what they were split from, prunes what is left out and fills up with small spares", async () => {
  const found = await run(spd, input, { backend: cpuBackend(), params: small });
  const { read, write } = found.site("readout");
  const exact = await startFrom(found, { without: { readout: [2] }, copies: 2, spread: 0 }).factors(given);
  const kept = [0, 0, 1, 1, 3, 3];
  kept.forEach((c, row) => {
    for (let k = 0; k < 3; k++) {
      expect(exact.read.data[row * 3 + k]).toBeCloseTo(read.data[c * 3 + k]!, 6);
      expect(exact.write.data[row * 3 + k]).toBeCloseTo(write.data[c * 3 + k]! / 2, 6);
    }
  });
  for (const length of rowNorms(exact.read).slice(6)) expect(length).toBeLessThan(0.03);
  const spread = await startFrom(found, { without: { readout: [2] }, copies: 2 }).factors(given);
  for (let row = 0; row < 6; row += 2) {
    let cosine = 0;
    for (let k = 0; k < 3; k++) cosine += spread.read.data[row * 3 + k]! * spread.read.data[row * 3 + 3 + k]!;
    // Turned apart, but not far.
    expect(cosine).toBeLessThan(0.9999);
    expect(cosine).toBeGreaterThan(0.7);
  }
});

test("a second fit starts where the first one ended", async () => {
  const found = await run(spd, input, { backend: cpuBackend(), params: { ...small, steps: 50 } });
  const second = defineSpd({
    id: "mine/second",
    title: "A second stage",
    summary: "SPD that starts from another run's components.",
    references: [],
    parts: { ...spdParts, initialisations: { found: startFrom(found) } },
  });
  const again = await run(second, input, { backend: cpuBackend(), params: { ...small, steps: 1, learningRate: 1e-6 } });
  again.site("readout").write.data.forEach((value, at) => {
    expect(value).toBeCloseTo(found.site("readout").write.data[at]!, 4);
  });
});

test("too few components, higher ranks and impossible numbers are refused", async () => {
  const found = await run(spd, input, { backend: cpuBackend(), params: small });
  const start = startFrom(found, { copies: 3 });
  await expect(start.factors(given)).rejects.toSatisfy((error) => isExampledonError(error, "bad-param"));
  expect(() => startFrom(found, { copies: 0 })).toThrow(expect.objectContaining({ code: "bad-param" }) as never);
  const high = await run(apd, input, { backend: cpuBackend(), params: { components: 2, rank: 2, steps: 1 } });
  expect(() => startFrom(high)).toThrow(expect.objectContaining({ code: "missing-capability" }) as never);
});

test("a component is idle when it never matters", () => {
  const importances = matrixFromRows([
    [0, 0.09, 0.3, 0],
    [0.05, 0, 0, 0.2],
  ]);
  expect([...idleComponents(importances)]).toEqual([0, 1]);
  expect([...idleComponents(importances, 0.25)]).toEqual([0, 1, 3]);
  expect(() => idleComponents(matrix(0, 3))).toThrow(expect.objectContaining({ code: "bad-shape" }) as never);
});
