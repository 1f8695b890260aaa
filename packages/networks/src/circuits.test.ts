import { type Matrix, matrix, matrixFromRows, multiply, rng, rowOf, selectRows, stackRows } from "@exampledon/core";
import { independent, spanned, type World, withAddedAttribute } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  andCircuit,
  argmaxReadOff,
  bankOf,
  circuitBank,
  factCircuit,
  fineTunedCircuits,
  worldCircuits,
} from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const group = (world: World, name: string): Matrix => world.groups.find((each) => each.name === name)!.directions;
const sumOf = (...rows: readonly Float32Array[]): Matrix =>
  matrix(
    1,
    rows[0]!.length,
    rows[0]!.map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0)),
  );

describe("factCircuit", () => {
  it("is gain · (reading − threshold) above the threshold and 0 below", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        (reading, threshold, gain) => {
          const bank = bankOf([factCircuit([0, 2], { threshold, gain })]);
          const answer = bank.evaluate(matrixFromRows([[9, reading / 2]])).data[0]!;
          expect(answer).toBeCloseTo(Math.max(0, gain * (reading - threshold)), 5);
        },
      ),
    );
  });
  it("refuses what is not finite", () => {
    expect(() => factCircuit([Number.NaN])).toThrow(code("not-finite"));
    expect(() => factCircuit([1], { gain: Number.POSITIVE_INFINITY })).toThrow(code("not-finite"));
  });
});

describe("andCircuit", () => {
  it("lies midway between all features and all but one, whatever their angles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.nat(), (count, seed) => {
        const features = selectRows(group(independent.build(rng(seed), { animals: 20, dim: 200 }), "animals"), [
          ...rng(seed).choose(20, count),
        ]);
        const circuit = andCircuit(features);
        const { readings } = bankOf([circuit]);
        const rows = Array.from({ length: count }, (_, i) => rowOf(features, i));
        const all = readings(sumOf(...rows)).data[0]!;
        const without = rows.map((_, missing) => readings(sumOf(...rows.filter((_, i) => i !== missing))).data[0]!);
        expect(circuit.threshold).toBeCloseTo((all + Math.max(...without)) / 2, 5);
        expect(all).toBeGreaterThan(circuit.threshold);
      }),
      { numRuns: 15 },
    );
    expect(() => andCircuit(matrix(1, 3))).toThrow(code("bad-shape"));
  });
  it("stores a fact about furry elephants that plain elephants and furry others hardly ever trigger", () => {
    const world = spanned.build(rng(1), { animals: 400 });
    const [animals, furry] = [group(world, "animals"), rowOf(group(world, "attributes"), 0)];
    const elephant = rowOf(animals, 0);
    const bank = bankOf([andCircuit(stackRows(sumOf(elephant), sumOf(furry)))]);
    const fires = (...rows: Float32Array[]): boolean => bank.evaluate(sumOf(...rows)).data[0]! > 0;
    expect([fires(elephant, furry), fires(elephant), fires(furry)]).toEqual([true, false, false]);
    let wrong = 0;
    for (let i = 1; i < 400; i++) wrong += Number(fires(rowOf(animals, i), furry)) + Number(fires(rowOf(animals, i)));
    expect(wrong / 399).toBeLessThan(0.03);
  });
});

describe("circuitBank", () => {
  const activations = matrixFromRows([
    [1, 2],
    [-1, 0.5],
  ]);
  const reads = matrixFromRows([
    [1, 0],
    [0, 1],
    [1, 1],
  ]);
  it("answers circuit by circuit, each with its own threshold, gain and nonlinearity", () => {
    const bank = circuitBank({
      reads,
      thresholds: [0.5, 1, 0],
      gains: [2, 1, 1],
      nonlinearity: ["relu", "none", "logistic"],
      names: ["a", "b", "c"],
    });
    const sigmoid = (x: number): number => Math.fround(1 / (1 + Math.exp(-x)));
    expect([...bank.evaluate(activations).data]).toEqual([1, 1, sigmoid(3), 0, -0.5, sigmoid(-0.5)]);
    expect([...bank.readings(activations).data]).toEqual([1, 2, 3, -1, 0.5, -0.5]);
    expect(bank.reads).toEqual(reads);
    expect(bank.circuits.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(bankOf(bank.circuits).evaluate(activations)).toEqual(bank.evaluate(activations));
  });
  it("refuses lists of another length, other widths and numbers that are not finite", () => {
    expect(() => circuitBank({ reads, thresholds: [1] })).toThrow(code("bad-shape"));
    expect(() => circuitBank({ reads, names: ["a"] })).toThrow(code("bad-shape"));
    expect(() => circuitBank({ reads: matrixFromRows([[Number.NaN]]) })).toThrow(code("not-finite"));
    expect(() => circuitBank({ reads }).evaluate(matrix(1, 3))).toThrow(code("bad-shape"));
    expect(() => circuitBank({ reads }).evaluate(matrixFromRows([[Number.NaN, 0]]))).toThrow(code("not-finite"));
    expect(() => bankOf([])).toThrow(code("bad-shape"));
  });
});

describe("worldCircuits", () => {
  it("reads a world's features: sparse ones through a threshold, dense ones as they are", () => {
    const world = spanned.build(rng(1), { animals: 60, attributes: 40 });
    const bank = worldCircuits(world, { threshold: 0.4, gain: 2 });
    const { activations, readings } = world.sample(rng(2), 10);
    const answers = bank.evaluate(activations);
    expect(bank.reads).toEqual(stackRows(...world.groups.map(({ directions }) => directions)));
    expect(bank.circuits[61]!.name).toBe("attribute 1");
    for (let i = 0; i < 10; i++) {
      for (let j = 0; j < 60; j++) {
        expect(answers.data[i * 100 + j]).toBeCloseTo(Math.max(0, 2 * (readings.animals!.data[i * 60 + j]! - 0.4)), 5);
      }
      for (let j = 0; j < 40; j++) {
        expect(answers.data[i * 100 + 60 + j]).toBeCloseTo(2 * readings.attributes!.data[i * 40 + j]!, 5);
      }
    }
  });
});

describe("argmaxReadOff", () => {
  it("names the active animal, and the first of equals", () => {
    const world = spanned.build(rng(1), { animals: 200 });
    const { activations, generating } = world.sample(rng(2), 50);
    const best = argmaxReadOff(group(world, "animals"))(activations);
    for (const [i, animal] of best.entries()) expect(generating.animals!.data[i * 200 + animal]).toBeGreaterThan(0);
    expect([...argmaxReadOff(matrixFromRows([[1], [1], [2]]))(matrixFromRows([[0], [3], [-1]]))]).toEqual([0, 2, 0]);
    expect(() => argmaxReadOff(matrix(0, 3))).toThrow(code("bad-shape"));
    expect(() => argmaxReadOff(matrix(2, 3))(matrix(1, 2))).toThrow(code("bad-shape"));
  });
});

describe("fineTunedCircuits", () => {
  it("keep reading the old and the new direction", () => {
    const worlds = withAddedAttribute(spanned.build(rng(1), { animals: 30 }), rng(2));
    const { before, after, cosine, change } = fineTunedCircuits({ ...worlds, feature: 7 }, { threshold: 0.3 });
    expect(before.read).toEqual(rowOf(group(worlds.before, "animals"), 7));
    expect(after.read).toEqual(rowOf(group(worlds.after, "animals"), 7));
    expect([before.threshold, after.name]).toEqual([0.3, "animals 7, new"]);
    expect(cosine).toBeCloseTo(1 / Math.sqrt(1 + worlds.values[7]! ** 2 / 50), 6);
    // Unit reads: ‖change‖² = 2 − 2 cosine.
    expect(change.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(2 - 2 * cosine, 6);
    expect(multiply(sumOf(before.read), sumOf(after.read), { transposeB: true }).data[0]).toBeCloseTo(cosine, 6);
    expect(() => fineTunedCircuits({ ...worlds, feature: 30 })).toThrow(code("unknown-id"));
    expect(() => fineTunedCircuits({ ...worlds, group: "birds", feature: 0 })).toThrow(code("unknown-id"));
  });
});
