import { type Matrix, matrix, multiply, rng, rowNorms, rowOf } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import {
  embedded,
  rarelyUsed,
  spanned,
  superposition,
  type World,
  withAddedAttribute,
  withDirections,
  withNoise,
} from "../index.ts";

const small = { animals: 30, attributes: 10, activeMax: 2, booleans: 1 };
const base = spanned.build(rng(1), small);
const group = (world: World, name: string): Matrix => world.groups.find((each) => each.name === name)!.directions;
const distance = (a: Matrix, b: Matrix): number =>
  Math.hypot(...a.data.map((value, i) => value - b.data[i]!)) / Math.hypot(...b.data);
const rebuilt = (world: World, size = 40): number => {
  const { activations, generating } = world.sample(rng("data"), size);
  const sum = multiply(generating.animals!, group(world, "animals"));
  multiply(generating.attributes!, group(world, "attributes")).data.forEach((value, i) => {
    sum.data[i]! += value;
  });
  return distance(sum, activations);
};

describe("embedded", () => {
  it("keeps every length, cosine and coefficient in a wider stream", () => {
    const wide = embedded(base, 64, rng(2));
    expect([wide.dim, wide.params.width, wide.id]).toEqual([64, 64, "spanned"]);
    const across = (world: World): Matrix =>
      multiply(group(world, "animals"), group(world, "attributes"), { transposeB: true });
    expect(distance(across(wide), across(base))).toBeLessThan(1e-6);
    expect(rebuilt(wide)).toBeLessThan(1e-6);
    const [a, b] = [wide, base].map((world) => world.sample(rng("data"), 9));
    expect(a!.generating.animals).toEqual(b!.generating.animals);
    expect(distance(a!.readings.attributes!, b!.readings.attributes!)).toBeLessThan(1e-6);
    expect(() => embedded(base, 9, rng(2))).toThrow(expect.objectContaining({ code: "bad-param" }));
  });
});

describe("withNoise", () => {
  it("adds noise of the expected length to the same samples, in every batch anew", () => {
    const noisy = withNoise(base, 0.5);
    const [clean, noise] = [rng("data"), rng("data")];
    const noises = [0, 1].map(() => {
      const before = base.sample(clean, 200);
      const after = noisy.sample(noise, 200);
      expect(after.generating.animals).toEqual(before.generating.animals);
      expect(after.readings.animals).toEqual(multiply(after.activations, group(base, "animals"), { transposeB: true }));
      return matrix(
        200,
        10,
        after.activations.data.map((value, i) => value - before.activations.data[i]!),
      );
    });
    const mean = rowNorms(noises[0]!).reduce((sum, length) => sum + length, 0) / 200;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
    expect(distance(noises[1]!, noises[0]!)).toBeGreaterThan(1);
    expect(() => withNoise(base, -1)).toThrow(expect.objectContaining({ code: "bad-param" }));
  });
});

describe("rarelyUsed", () => {
  it("empties whole samples by chance and leaves the others", () => {
    const rare = rarelyUsed(base, 0.3);
    const [a, b] = [rare, base].map((world) => world.sample(rng("data"), 1000));
    let used = 0;
    for (let i = 0; i < 1000; i++) {
      const empty = rowOf(a!.generating.animals!, i).every((value) => value === 0);
      if (!empty) used++;
      expect(rowOf(a!.activations, i)).toEqual(empty ? new Float32Array(10) : rowOf(b!.activations, i));
    }
    expect(Math.abs(used / 1000 - 0.3)).toBeLessThan(5 * Math.sqrt(0.21 / 1000));
    expect(rebuilt(rare)).toBeLessThan(1e-6);
    expect(() => rarelyUsed(base, 1.1)).toThrow(expect.objectContaining({ code: "bad-param" }));
  });
});

describe("withDirections", () => {
  it("sums the same coefficients in the new directions", () => {
    const animals = group(spanned.build(rng(9), small), "animals");
    const moved = withDirections(base, { animals });
    expect(group(moved, "animals")).toBe(animals);
    expect(rebuilt(moved)).toBeLessThan(1e-6);
    expect(moved.sample(rng("data"), 5).generating).toEqual(base.sample(rng("data"), 5).generating);
    expect(() => withDirections(base, { birds: animals })).toThrow(expect.objectContaining({ code: "unknown-id" }));
    expect(() => withDirections(base, { animals: group(base, "attributes") })).toThrow(
      expect.objectContaining({ code: "bad-shape" }),
    );
  });
});

describe("withAddedAttribute", () => {
  const { before, after, direction, values } = withAddedAttribute(base, rng(3), { name: "scrabble points" });
  it("turns every animal by its value, towards one direction", () => {
    const [old, now] = [group(before, "animals"), group(after, "animals")];
    for (let i = 0; i < 30; i++) {
      const cosine = rowOf(old, i).reduce((sum, value, j) => sum + value * rowOf(now, i)[j]!, 0);
      expect(cosine).toBeCloseTo(1 / Math.sqrt(1 + values[i]! ** 2 / 10), 6);
      // What is new of the animal beside its old direction is the attribute alone: rank one over all animals.
      const rest = rowOf(now, i).map((value, j) => value - cosine * rowOf(old, i)[j]!);
      for (const value of rest.subarray(0, 10)) expect(value).toBeCloseTo(0, 6);
    }
    expect([...direction.data]).toEqual([...new Array(10).fill(0), 1]);
  });
  it("keeps samples corresponding and complete", () => {
    expect(rebuilt(before)).toBeLessThan(1e-6);
    expect(rebuilt(after)).toBeLessThan(1e-6);
    const [a, b] = [before, after].map((world) => world.sample(rng("data"), 20));
    expect(b!.generating.animals).toEqual(a!.generating.animals);
    expect(b!.readings.attributes!.cols).toBe(11);
    expect(b!.generating.attributes!.cols).toBe(11);
    expect(after.groups[1]!.names[10]).toBe("scrabble points");
    expect(before.dim).toBe(after.dim);
    const wide = [before, after].map((world) => embedded(world, 40, rng(5)));
    expect(
      distance(group(wide[0]!, "attributes"), matrix(10, 40, group(wide[1]!, "attributes").data.slice(0, 400))),
    ).toBe(0);
  });
  it("takes given values and weight, and a world of one group", () => {
    const world = superposition.build(rng(1), { features: 4, dim: 3 });
    const given = withAddedAttribute(world, rng(1), {
      group: "features",
      joins: "features",
      values: [0, 1, 2, 3],
      weight: 1,
    });
    expect(group(given.after, "features").rows).toBe(5);
    expect(group(given.after, "features").data[3 * 4 + 3]).toBeCloseTo(3 / Math.sqrt(10), 6);
    expect(() => withAddedAttribute(base, rng(1), { values: [1] })).toThrow(
      expect.objectContaining({ code: "bad-shape" }),
    );
    expect(() => withAddedAttribute(base, rng(1), { group: "birds" })).toThrow(
      expect.objectContaining({ code: "unknown-id" }),
    );
  });
});
