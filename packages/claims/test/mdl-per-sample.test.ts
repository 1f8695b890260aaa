import { isExampledonError, rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mdlPerSample } from "../src/mdl-per-sample/claim.ts";
import { codeKind, crowdOf, KINDS } from "../src/mdl-per-sample/kinds.ts";
import { measure } from "./measure.ts";

describe("the shortest description", () => {
  it("of one animal costs its name, its coefficient and about no residual", () => {
    const noise = 0.01;
    const [animals, attributes] = [200, 40];
    const world = spanned.build(rng(3).split("world"), { animals, attributes });
    const { bits, exact } = codeKind(rng(4), world, KINDS[0]!, 100, noise);
    // How many of each group (0 to 8), which animal, and one of 2 / noise levels; each fitted number saves 1 / (2 ln 2).
    const expected = 2 * Math.log2(9) + Math.log2(animals) + Math.log2(2 / noise) - 1 / (2 * Math.LN2);
    // The residual's bits have the deviation √(dim / 2) / ln 2 per sample: four standard errors.
    expect(Math.abs(bits - expected)).toBeLessThan((4 * Math.sqrt(attributes / 2)) / Math.LN2 / 10);
    expect(exact).toBe(1);
  });
  it("names what is there for small kinds in roomy worlds", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...KINDS), (seed, kind) => {
        const world = spanned.build(rng(seed).split("world"), { animals: 100, attributes: 80 });
        expect(codeKind(rng(seed), world, kind, 3, 0.01)).toMatchObject({ exact: 1, extra: 0 });
      }),
      { numRuns: 12 },
    );
  });
  it("has crowds of the size asked for", () => {
    expect(crowdOf(7)).toMatchObject({ animals: 4, attributes: 3 });
  });
});

describe("hostile parameters", () => {
  it.each([
    { animals: 2, attributes: 3, crowd: 1 },
    { animals: 2, attributes: 3, crowd: 4, noise: 0.5 },
    { animals: 30, attributes: 5, crowd: 2, noise: 0.001 },
  ])("give finite values: %o", async (params) => {
    const values = Object.values(await measure(mdlPerSample, { samples: 1, ...params }, [1, 2]));
    expect(values.every(Number.isFinite)).toBe(true);
  });
  it("that ask for more features than there are are refused", async () => {
    const error = await measure(mdlPerSample, { animals: 2, crowd: 30 }, [1]).catch((e: unknown) => e);
    expect(isExampledonError(error) && error.code).toBe("bad-param");
  });
});
