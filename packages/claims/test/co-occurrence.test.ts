import { cpuBackend } from "@exampledon/backend-cpu";
import { claims, runClaim } from "@exampledon/claims";
import { matrix, matrixFromRows, rng } from "@exampledon/core";
import { companionSource, trainLogistic } from "@exampledon/networks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCircuit } from "../src/co-occurrence/read-circuit.ts";
import { compareSetUps, SET_UPS, SHARES } from "../src/co-occurrence/set-ups.ts";

const claim = claims.find(({ id }) => id === "co-occurrence")!;

async function valuesAt(params: Record<string, unknown>, seeds = [1]): Promise<Record<string, number>> {
  const run = runClaim(claim, { size: "ci", backend: cpuBackend(), params, seeds });
  for (;;) {
    const next = await run.next();
    if (next.done) return Object.fromEntries(Object.entries(next.value.values).map(([name, { mean }]) => [name, mean]));
  }
}

/** Axis rows from `first` on. */
const axes = (first: number, rows: number, dim: number) =>
  matrixFromRows(
    Array.from({ length: rows }, (_, i) => Array.from({ length: dim }, (_, k) => Number(k === first + i))),
  );

describe("co-occurrence", () => {
  it("gives elephant and grey the same weight to the bit where they have the same directions to compete with", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer(), fc.integer({ min: 1, max: 40 }), (n, seed, steps) => {
        const kinds = { animals: axes(0, n, 2 * n), colours: axes(n, n, 2 * n) };
        const source = companionSource({ features: kinds.animals, companions: kinds.colours, share: 1 });
        const { circuit } = trainLogistic(source, { steps, batch: 8 }, rng(seed));
        const reading = readCircuit(circuit, kinds);
        expect(reading.greyWeight).toBe(reading.elephantWeight);
      }),
      { numRuns: 20 },
    );
  });

  it("shows a circuit exactly the cases in which the two are apart", () => {
    const kinds = { animals: axes(0, 3, 7), colours: axes(3, 4, 7) };
    const read = Float32Array.from([3, 0, -1, 1, 0, 0, 4]);
    const circuit = { name: "c", read, threshold: 2, gain: 1, nonlinearity: "logistic" as const };
    // Elephants beside the other colours score 3, 3, 7; grey beside the other animals 1, 0. The threshold is 2.
    expect(readCircuit(circuit, kinds)).toMatchObject({ pinkDetected: 1, greyFalseAlarms: 0, toldApart: 1 });
    const high = { ...circuit, threshold: 3 };
    expect(readCircuit(high, kinds).pinkDetected).toBeCloseTo(1 / 3, 12);
    expect(readCircuit(circuit, kinds).greyWeight).toBeCloseTo(1 / Math.sqrt(27), 12);
    const silent = { ...circuit, read: new Float32Array(7), threshold: -1 };
    expect(readCircuit(silent, kinds)).toEqual({
      greyWeight: 0,
      elephantWeight: 0,
      pinkDetected: 1,
      greyFalseAlarms: 1,
      toldApart: 0.5,
    });
  });

  it("compares set-ups by their closest distance to the quoted figures", () => {
    const reading = { greyWeight: 0.7, elephantWeight: 0.6, pinkDetected: 0.8, greyFalseAlarms: 0.5, toldApart: 0.5 };
    const readings = SET_UPS.map((_, i) => SHARES.map(() => ({ ...reading, pinkDetected: 0.1 * i })));
    const found = compareSetUps(readings, 0.71);
    expect(found.leastDetected).toBe(0);
    expect(found.mostDetected).toBeCloseTo(0.8, 12);
    expect(found.weightDifference).toBeCloseTo(-0.1, 12);
    // The weight 0.7 against the quoted 0.19 is the farthest of the best row.
    expect(found.quotedGap).toBeCloseTo(0.51, 12);
  });

  it("stops holding where exceptions or other grey animals are common", async () => {
    const small = { animals: 200, colours: 200, steps: 300 };
    const [always, exceptions, common] = await Promise.all(
      [{}, { share: 0.9 }, { greyOthers: 0.1 }].map((change) => valuesAt({ ...small, ...change })),
    );
    expect(Math.abs(always!.toldApart! - 0.5)).toBeLessThan(0.15);
    expect(exceptions!.toldApart).toBeGreaterThan(0.95);
    expect(common!.toldApart).toBeGreaterThan(0.95);
    expect(always!.greyWeight).toBeGreaterThan(exceptions!.greyWeight! + 0.1);
    expect(always!.greyWeight).toBeGreaterThan(common!.greyWeight! + 0.1);
  });

  it("reads a row of zeros as zero length", () => {
    const kinds = { animals: matrix(2, 2), colours: matrix(2, 2) };
    const circuit = { name: "c", read: new Float32Array([1, 0]), threshold: 0, gain: 1, nonlinearity: "relu" as const };
    expect(readCircuit(circuit, kinds)).toMatchObject({ greyWeight: 0, pinkDetected: 0, toldApart: 0.5 });
  });
});
