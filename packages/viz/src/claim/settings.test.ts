import { describe, expect, it } from "vitest";
import { fakeClaim } from "../../test/fake-claim.ts";
import {
  defaultSettings,
  paramsOf,
  requestOf,
  seedsOf,
  settingsFromQuery,
  settingsToQuery,
  withParam,
  withSize,
} from "./settings.ts";

const untouched = defaultSettings(fakeClaim);

describe("settings", () => {
  it("start at the live size", () => {
    expect(paramsOf(fakeClaim, untouched)).toEqual({ animals: 100, learningRate: 0.01, wide: true, method: "l1" });
    expect(settingsToQuery(fakeClaim, untouched)).toBe("");
  });

  it("name only what was changed, and come back from a link", () => {
    const changed = { ...withParam(fakeClaim, withSize(fakeClaim, untouched, "ci"), "animals", 200), seed: 7 };
    expect(settingsToQuery(fakeClaim, changed)).toBe("animals=200&seed=7&size=ci");
    expect(settingsFromQuery(fakeClaim, "?animals=200&seed=7&size=ci")).toEqual({ settings: changed, notes: [] });
  });

  it("forget a parameter that returns to the value of its size", () => {
    const there = withParam(fakeClaim, untouched, "wide", false);
    expect(requestOf(fakeClaim, there).params).toEqual({ wide: false });
    expect(withParam(fakeClaim, there, "wide", true)).toEqual(untouched);
  });

  it("clamp what is out of range, with a note", () => {
    const { settings, notes } = settingsFromQuery(fakeClaim, "animals=9999&seed=-4&size=huge&method=magic&utm=1");
    expect(settings).toEqual({ size: "live", seed: 0, changed: { animals: 5000 } });
    expect(notes).toHaveLength(4);
  });

  it("move the claim's seeds to the reader's", () => {
    const ci = withSize(fakeClaim, untouched, "ci");
    expect(seedsOf(fakeClaim, ci)).toEqual([1, 2, 3]);
    expect(seedsOf(fakeClaim, { ...ci, seed: 40 })).toEqual([40, 41, 42]);
  });
});
