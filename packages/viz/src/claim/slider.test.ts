import { integer, number } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromSlider, logPositions, sliderRange, stepOf, toSlider } from "./slider.ts";

const rate = number({ doc: "", default: 0.01, min: 0.0001, max: 1, scale: "log" });

describe("slider", () => {
  it("spaces rates by their logarithm", () => {
    expect(sliderRange(rate)).toEqual({ min: 0, max: logPositions, step: 1 });
    expect([0, 50, 100, 150, 200].map((position) => fromSlider(rate, position))).toEqual([0.0001, 0.001, 0.01, 0.1, 1]);
  });

  it("returns to the same position", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: logPositions }), (position) => {
        expect(toSlider(rate, fromSlider(rate, position))).toBe(position);
      }),
    );
  });

  it("gives whole numbers for integers", () => {
    const width = integer({ doc: "", default: 10, min: 3, max: 777, scale: "log" });
    for (let position = 0; position <= logPositions; position++) {
      const value = fromSlider(width, position);
      expect(Number.isInteger(value) && value >= 3 && value <= 777).toBe(true);
    }
  });

  it("steps by one, a hundredth of the range, or as told", () => {
    expect(stepOf(integer({ doc: "", default: 1, min: 1, max: 9 }))).toBe(1);
    expect(stepOf(number({ doc: "", default: 1, min: 0, max: 4 }))).toBe(0.04);
    expect(stepOf(number({ doc: "", default: 1, min: 0, max: 4, step: 0.5 }))).toBe(0.5);
  });
});
