import { describe, expect, it } from "vitest";
import { formatDuration, formatMeasured, formatNumber } from "./format.ts";

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [1 / 3, "0.3333"],
    [-12345.678, "-12350"],
    [50, "50"],
    [2.4e-15, "2.4e-15"],
    [1_234_567, "1.23e+6"],
  ])("writes %d as %s", (value, text) => expect(formatNumber(value)).toBe(text));
});

describe("formatMeasured", () => {
  const measured = { mean: 0.98765, deviation: 0.01234, low: 0, high: 1, min: 0, max: 1, n: 5 };
  it("gives the spread two digits and says how many seeds", () =>
    expect(formatMeasured(measured)).toBe("0.9877 ± 0.012 (5 seeds)"));
  it("claims no spread for one seed", () => expect(formatMeasured({ ...measured, n: 1 })).toBe("0.9877 (1 seed)"));
});

describe("formatDuration", () => {
  it.each([
    [850, "850 ms"],
    [12_340, "12.3 s"],
    [250_000, "4 min 10 s"],
    [119_999, "2 min 0 s"],
  ])("writes %d ms as %s", (value, text) => expect(formatDuration(value)).toBe(text));
});
