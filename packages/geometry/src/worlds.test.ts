import { type Matrix, multiply, rng, rngFromState, rowNorms } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activationsOf } from "./activations-of.ts";
import type { World } from "./world.ts";
import { buildWorld } from "./worlds.ts";

const small = { animals: 40, attributes: 8, activeMax: 3, booleans: 2 };
const group = (world: World, name: string): Matrix => world.groups.find((each) => each.name === name)!.directions;
const distance = (a: Matrix, b: Matrix): number =>
  Math.hypot(...a.data.map((value, i) => value - b.data[i]!)) / Math.hypot(...b.data);

describe.each(["spanned", "labelled", "independent"])("every world of animals: %s", (id) => {
  it("has unit directions and a name for each feature", () => {
    for (const width of [0, 120]) {
      const world = buildWorld(id, { ...small, width }, rng(1));
      for (const { directions, names } of world.groups) {
        expect(directions.cols).toBe(world.dim);
        expect(new Set(names).size).toBe(directions.rows);
        for (const length of rowNorms(directions)) expect(length).toBeCloseTo(1, 6);
      }
      if (width > 0) expect(world.dim).toBe(width);
    }
  });

  it("builds activations as the sum of the generating coefficients", () => {
    const world = buildWorld(id, { ...small, cooccurrence: 0.5, usage: 0.8, width: 110 }, rng(2));
    const { activations, generating } = world.sample(rng("data"), 64);
    const sum = multiply(generating.animals!, group(world, "animals"));
    multiply(generating.attributes!, group(world, "attributes")).data.forEach((value, i) => {
      sum.data[i]! += value;
    });
    expect(distance(sum, activations)).toBeLessThan(1e-6);
  });

  it("reads every feature off the activation", () => {
    const world = buildWorld(id, { ...small, noise: 0.3 }, rng(3));
    const { activations, readings } = world.sample(rng("data"), 16);
    for (const { name, directions } of world.groups) {
      expect(readings[name]).toEqual(multiply(activations, directions, { transposeB: true }));
    }
  });

  it("gives circuits the coefficients of sparse groups and the readings of dense ones", () => {
    const world = buildWorld(id, small, rng(4));
    const batch = world.sample(rng("data"), 16);
    for (const { name, sparse } of world.groups) {
      expect(batch.coefficients[name]).toBe((sparse ? batch.generating : batch.readings)[name]);
    }
    expect(world.groups.map(({ name, sparse }) => [name, sparse])).toEqual([
      ["animals", true],
      ["attributes", id === "independent"],
    ]);
  });

  it("gives the same bits for the same seed and others for another", () => {
    const make = (seed: number): World => buildWorld(id, small, rng(seed));
    expect(make(5).groups).toEqual(make(5).groups);
    expect(make(5).groups).not.toEqual(make(6).groups);
    const draw = (seed: string): Matrix => make(5).sample(rng(seed), 8).activations;
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });

  it("draws directions and samples apart, even from one stream", () => {
    const stream = rng(7);
    const before = buildWorld(id, small, stream);
    const first = before.sample(stream, 8).activations;
    expect(before.sample(stream, 8).activations).not.toEqual(first);
    expect(buildWorld(id, small, stream).groups).toEqual(before.groups);
  });

  it("continues a saved stream with the samples it would have drawn", () => {
    const world = buildWorld(id, small, rng(8));
    const stream = rng("data");
    world.sample(stream, 4);
    const saved = stream.state();
    expect(world.sample(stream, 4).activations).toEqual(world.sample(rngFromState(saved), 4).activations);
  });

  it.each([
    { animals: 0 },
    { attributes: 0 },
    { animals: 2.5 },
    { activeMin: 3, activeMax: 2 },
    { animals: 5, activeMax: 6 },
    { attributes: 5, booleans: 6 },
    { magnitudeLow: 2, magnitudeHigh: 1 },
    { noise: Number.NaN },
    { usage: 1.1 },
    { width: 7 },
    { wings: 2 },
  ])("refuses %o", (params) => {
    expect(() => buildWorld(id, params, rng(1))).toThrow(expect.objectContaining({ code: "bad-param" }));
  });

  it("refuses to draw no samples", () => {
    const world = buildWorld(id, small, rng(1));
    for (const batch of [0, -1, 1.5]) {
      expect(() => world.sample(rng("data"), batch)).toThrow(expect.objectContaining({ code: "bad-param" }));
    }
  });

  it("shows methods the activations alone", () => {
    const world = buildWorld(id, small, rng(1));
    const source = activationsOf(world);
    expect(source.dim).toBe(world.dim);
    expect(source.sample(rng("data"), 4)).toEqual(world.sample(rng("data"), 4).activations);
  });
});

describe("buildWorld", () => {
  it("names the worlds there are when the id is unknown", () => {
    expect(() => buildWorld("spannned", {}, rng(1))).toThrow(/spanned, labelled, independent/);
    expect(() => buildWorld("spannned", {}, rng(1))).toThrow(expect.objectContaining({ code: "unknown-id" }));
  });
});

describe("spanned", () => {
  it("has orthonormal attributes that span every animal", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 20 }),
        fc.nat(),
        (attributes, animals, more, seed) => {
          const width = more === 0 ? 0 : attributes + more;
          const world = buildWorld("spanned", { attributes, animals, width }, rng(seed));
          const axes = group(world, "attributes");
          const gram = multiply(axes, axes, { transposeB: true });
          for (let i = 0; i < attributes; i++) {
            for (let j = 0; j < attributes; j++) {
              expect(gram.data[i * attributes + j]).toBeCloseTo(i === j ? 1 : 0, 6);
            }
          }
          const beasts = group(world, "animals");
          const rebuilt = multiply(multiply(beasts, axes, { transposeB: true }), axes);
          expect(distance(rebuilt, beasts)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("rebuilds every activation from animals and from attribute readings alike, at full size", () => {
    const world = buildWorld("spanned", { width: 200 }, rng(1));
    const { activations, generating, coefficients } = world.sample(rng("data"), 100);
    expect(distance(multiply(generating.animals!, group(world, "animals")), activations)).toBeLessThan(1e-6);
    expect(distance(multiply(coefficients.attributes!, group(world, "attributes")), activations)).toBeLessThan(1e-6);
  });

  it("puts the attributes on the axes when asked", () => {
    const world = buildWorld("spanned", { attributes: 3, animals: 2, basis: "standard" }, rng(1));
    expect([...group(world, "attributes").data]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });
});

describe("labelled", () => {
  it("keeps half of every animal's squared length outside the attributes", () => {
    for (const width of [0, 90]) {
      const world = buildWorld("labelled", { attributes: 10, labelDims: 7, animals: 30, width }, rng(1));
      expect(world.dim).toBe(width || 17);
      const shares = multiply(group(world, "animals"), group(world, "attributes"), { transposeB: true });
      for (const length of rowNorms(shares)) expect(length ** 2).toBeCloseTo(0.5, 6);
    }
  });
});

describe("independent", () => {
  it("keeps all directions in one subspace of a wider stream", () => {
    const world = buildWorld("independent", { animals: 20, attributes: 20, dim: 4, width: 40 }, rng(1));
    const narrow = buildWorld("independent", { animals: 20, attributes: 20, dim: 4 }, rng(1));
    const across = (of: World): Matrix => multiply(group(of, "animals"), group(of, "attributes"), { transposeB: true });
    expect(distance(across(world), across(narrow))).toBeLessThan(1e-6);
  });
});
