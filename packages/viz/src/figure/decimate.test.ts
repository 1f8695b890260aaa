import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimate } from "./decimate.ts";

describe("decimate", () => {
  it("keeps short lines whole", () => {
    expect(decimate([3, 1, 2])).toEqual([0, 1, 2]);
  });

  it("keeps order, ends, extremes and the limit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 400 }), (y) => {
        const kept = decimate(y, 20);
        expect(kept.length).toBeLessThanOrEqual(Math.max(20, 1));
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(y.length - 1);
        const values = kept.map((index) => y[index]!);
        expect(Math.max(...values)).toBe(Math.max(...y));
        expect(Math.min(...values)).toBe(Math.min(...y));
      }),
    );
  });
});
