import { isExampledonError, rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseUnits } from "../src/base-units/claim.ts";
import { codeLengths, crossing } from "../src/base-units/code-lengths.ts";
import { measure } from "./measure.ts";

const length = fc.integer({ min: 0, max: 50_000 }).map((hundredths) => hundredths / 100);
const bits = fc.record({
  animals: length,
  attributes: length,
  both: fc.constant(0),
});

describe("crossing", () => {
  it("is where the two mixtures cost the same, or the end at which one always wins", () => {
    fc.assert(
      fc.property(bits, bits, (animals, free) => {
        const share = crossing(animals, free);
        const cost = (of: "animals" | "attributes", p: number): number => p * animals[of] + (1 - p) * free[of];
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        if (share > 0 && share < 1) expect(cost("animals", share)).toBeCloseTo(cost("attributes", share), 6);
        if (share === 0) expect(cost("animals", 0)).toBeLessThanOrEqual(cost("attributes", 0));
        if (share === 1) expect(cost("attributes", 1)).toBeLessThanOrEqual(cost("animals", 1));
      }),
    );
  });
});

describe("code lengths", () => {
  const world = spanned.build(rng(1).split("world"), { animals: 150, attributes: 30, basis: "standard" });
  const kind = { animals: 1, attributes: 0, samples: 60, noise: 0.01 };
  it("of animals in animals: how many, which one, its signed coefficient, and the flag", () => {
    // At most 9 or so atoms are worth trying, so "how many" is between log2(5) and log2(11) bits.
    const rest = Math.log2(150) + Math.log2(2 / 0.01) + 1 + 1 - 1 / (2 * Math.LN2);
    const found = codeLengths(rng(2), world, kind, true).animals;
    // Four standard errors of the residual's bits on either side.
    const slack = (4 * Math.sqrt(30 / 2)) / Math.LN2 / Math.sqrt(60);
    expect(found).toBeGreaterThan(rest + Math.log2(5) - slack);
    expect(found).toBeLessThan(rest + Math.log2(11) + slack);
  });
  it("never exceed plain numbers and a flag where those are allowed", () => {
    const all = { animals: 0, attributes: 30, samples: 20, noise: 0.01 };
    const { animals, attributes, both } = codeLengths(rng(3), world, all, true);
    expect(animals).toBe(attributes);
    expect(both).toBe(attributes);
    expect(codeLengths(rng(3), world, all, false).attributes).toBeGreaterThan(attributes);
  });
});

describe("hostile parameters", () => {
  it.each([
    { animals: 2, attributes: 2, freeAttributes: 1 },
    { animals: 2, attributes: 4, freeAttributes: 4, noise: 0.5 },
    { animals: 40, attributes: 3, freeAttributes: 3, noise: 0.001, plain: false },
  ])("give finite values: %o", async (params) => {
    expect(Object.values(await measure(baseUnits, { samples: 1, ...params }, [1, 2])).every(Number.isFinite)).toBe(
      true,
    );
  });
  it("that ask for more features than there are are refused", async () => {
    const error = await measure(baseUnits, { freeAttributes: 51 }, [1]).catch((e: unknown) => e);
    expect(isExampledonError(error) && error.code).toBe("bad-param");
  });
});
