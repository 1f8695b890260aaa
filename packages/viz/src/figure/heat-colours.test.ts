import { describe, expect, it } from "vitest";
import { heatIndex, heatPalette } from "./heat-colours.ts";

const neutral = 120;

describe("heatIndex", () => {
  it("puts zero at the neutral colour of a scale that spans it", () => {
    expect(heatIndex(0, -0.5, 1)).toBe(neutral);
    expect(heatPalette[neutral]![3]).toBe(0);
  });

  it("has the same reach on both sides of zero", () => {
    expect(heatIndex(0.4, -0.5, 1) - neutral).toBe(neutral - heatIndex(-0.4, -0.5, 1));
  });

  it.each([
    [0, 0, 1, neutral],
    [1, 0, 1, 240],
    [7, 0, 1, 240],
    [-1, 0, 1, neutral],
    [3, 3, 5, neutral],
    [-5, -5, -3, 0],
    [-3, -5, -3, neutral],
    [Number.NaN, 0, 1, neutral],
  ])("%s on [%s, %s] takes colour %s", (value, min, max, index) => {
    expect(heatIndex(value, min, max)).toBe(index);
  });
});
