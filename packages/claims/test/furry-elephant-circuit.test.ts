import { matrixFromRows, rng, rowOf } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { andCircuit } from "@exampledon/networks";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOf } from "../src/furry-elephant-circuit/answers.ts";
import { furryElephantCircuit } from "../src/furry-elephant-circuit/claim.ts";
import { measure } from "./measure.ts";

describe("answersOf", () => {
  it("agrees with the readings of single sums, worked out by hand", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.nat(), (attributes, seed) => {
        const world = spanned.build(rng(seed), { animals: 12, attributes });
        const animals = world.groups[0]!.directions;
        const furry = rowOf(world.groups[1]!.directions, 0);
        const circuit = andCircuit(matrixFromRows([rowOf(animals, 3), furry]));
        const others = [0, 1, 2, 4, 5];
        const dot = (v: Float32Array): number => v.reduce((sum, x, k) => sum + x * circuit.read[k]!, 0);
        const base = dot(furry);
        const readings = others.map((animal) => dot(rowOf(animals, animal)));
        // A reading on the threshold may fall on either side by rounding.
        fc.pre(readings.every((x) => Math.abs(x + base - circuit.threshold) > 1e-4));
        const setting = { animals, elephant: 3, furry, company: 0, deviation: 0 };
        expect(answersOf(circuit, setting, others, rng(seed))).toEqual({
          furryElephants: 1,
          plainElephants: 0,
          furryOthers: readings.filter((x) => x + base > circuit.threshold).length / 5,
          plainOthers: readings.filter((x) => x > circuit.threshold).length / 5,
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("furry-elephant-circuit", () => {
  it("tells furry elephants from plain ones in any number of dimensions", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 2, max: 60 }),
        fc.nat(),
        async (animals, attributes, seed) => {
          const values = await measure(furryElephantCircuit, { animals, attributes }, [seed]);
          expect([values.furryElephants, values.plainElephants]).toEqual([1, 0]);
        },
      ),
      { numRuns: 8 },
    );
  });
  it("answers to nothing with the threshold at the reading of both, and stays finite at the edges", async () => {
    const top = await measure(furryElephantCircuit, { position: 1, animals: 30 }, [1]);
    expect([top.plainElephants, top.plainOthers]).toEqual([0, 0]);
    for (const params of [
      { animals: 2, attributes: 2, company: 20, noise: 10 },
      { animals: 50, attributes: 2, position: 0, company: 20 },
      { animals: 3, attributes: 400, company: 5 },
    ]) {
      const values = await measure(furryElephantCircuit, params, [1]);
      for (const [name, value] of Object.entries(values)) expect(Number.isFinite(value), name).toBe(true);
    }
  });
});
