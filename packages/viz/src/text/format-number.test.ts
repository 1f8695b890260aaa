import { describe, expect, it } from "vitest";
import { formatDuration, formatMeasured, formatNumber } from "./format-number.ts";

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [0.98765, "0.988"],
    [0.5, "0.5"],
    [-0.25, "−0.25"],
    [1000, "1000"],
    [12345, "12345"],
    [123456, "1.23e5"],
    [0.00012, "1.2e−4"],
    [Number.NaN, "n/a"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%s reads %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatMeasured", () => {
  it.each([
    [0.987, 0.0012, "0.9870 ± 0.0012"],
    [0.5, 0.25, "0.50 ± 0.25"],
    [1023.4, 12, "1023 ± 12"],
    [-0.00001, 0.1, "0.00 ± 0.10"],
    [0.75, 0, "0.75"],
    [2e7, 1e5, "2e7 ± 1e5"],
  ])("%s and %s read %s", (mean, half, text) => {
    expect(formatMeasured(mean, half)).toBe(text);
  });
});

describe("formatDuration", () => {
  it.each([
    [340, "340 ms"],
    [4210, "4.2 s"],
    [59_900, "1 min"],
    [200_000, "3 min 20 s"],
  ])("%s ms reads %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
