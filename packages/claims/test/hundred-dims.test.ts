import { isExampledonError, rng } from "@exampledon/core";
import { labelled } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hundredDims } from "../src/hundred-dims/claim.ts";
import { messOf } from "../src/hundred-dims/edges.ts";
import { magicProblem, traceFrontier } from "../src/magic-encoder/frontier.ts";
import { measure } from "./measure.ts";

describe("where animals have labels", () => {
  it("both sets of coefficients rebuild the attributes' part of the activation too much", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (seed, d, labelDims) => {
          const world = labelled.build(rng(seed).split("world"), { animals: 20, attributes: d, labelDims });
          const batch = world.sample(rng(seed), 2);
          const { excess } = magicProblem(world, batch);
          const attributes = world.groups[1]!.directions;
          const readings = batch.readings.attributes!;
          for (let i = 0; i < 2; i++) {
            for (let k = 0; k < world.dim; k++) {
              let part = 0;
              for (let j = 0; j < d; j++) part += readings.data[i * d + j]! * attributes.data[j * world.dim + k]!;
              expect(excess.data[i * world.dim + k]!).toBeCloseTo(part, 5);
            }
          }
        },
      ),
      { numRuns: 10 },
    );
  });
  it("attributes reach half of an animal's reading, and half and half leaves it two thirds of its own", () => {
    const world = labelled.build(rng(4).split("world"), { animals: 30, attributes: 10, labelDims: 5 });
    const mess = messOf(rng(4), world, 200);
    expect(mess.attributesReach).toBeCloseTo(1 / 2, 5);
    expect(mess.halfOwnAnimals).toBeCloseTo(2 / 3, 5);
    expect(mess.halfOwnAttributes).toBeCloseTo(1 / 2, 5);
  });
  it("the label keeps the animal's code whole and the attributes' at nothing", () => {
    const world = labelled.build(rng(6).split("world"), { animals: 40, attributes: 10, labelDims: 10 });
    const search = traceFrontier(magicProblem(world, world.sample(rng(6), 3)), "own support", 2000);
    for (;;) {
      const next = search.next();
      if (!next.done) continue;
      expect(next.value.at(-1)!.animals).toBeGreaterThan(0.99);
      expect(next.value.at(-1)!.attributes).toBeLessThan(0.1);
      break;
    }
  });
});

describe("hostile parameters", () => {
  const cheap = { samples: 1, iterations: 20, edgeSamples: 100 };
  it.each([
    { animals: 2, attributes: 2, labelDims: 1 },
    { animals: 2, attributes: 2, labelDims: 2 },
    { animals: 5, attributes: 40, labelDims: 3 },
  ])("give finite values: %o", async (params) => {
    expect(Object.values(await measure(hundredDims, { ...cheap, ...params }, [1, 2])).every(Number.isFinite)).toBe(
      true,
    );
  });
  it("that leave dimensions without a direction are refused", async () => {
    const error = await measure(hundredDims, { ...cheap, animals: 10 }, [1]).catch((e: unknown) => e);
    expect(isExampledonError(error) && error.code).toBe("bad-param");
  });
});
