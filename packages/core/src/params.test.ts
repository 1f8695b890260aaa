import { describe, expect, it } from "vitest";
import { boolean, choice, defaultsOf, integer, number, parseParams, parseText, rangeOf } from "./params.ts";
import { fromQuery, toQuery } from "./query.ts";

const spec = {
  k: integer({ doc: "How many.", default: 4, min: 1, max: 400 }),
  rate: number({ doc: "How fast.", default: 0.1, min: 0, max: 1 }),
  tied: boolean({ doc: "Whether tied.", default: false }),
  norm: choice({ doc: "Which norm.", default: "free", choices: ["free", "unit"] }),
};

describe("parameters", () => {
  it("fill in defaults", () => {
    expect(parseParams("m", spec, { k: 5 })).toEqual({ k: 5, rate: 0.1, tied: false, norm: "free" });
    expect(parseParams("m", spec)).toEqual(defaultsOf(spec));
  });
  it.each([
    [{ k: 512 }, "m: k must be a whole number in [1, 400], got 512; pass such a value, or leave k out for 4"],
    [{ k: 1.5 }, "got 1.5"],
    [{ k: "5" }, "got 5"],
    [{ rate: Number.NaN }, "rate must be a number in [0, 1], got NaN"],
    [{ rate: Number.POSITIVE_INFINITY }, "got Infinity"],
    [{ tied: 1 }, "tied must be true or false, got 1"],
    [{ norm: "max" }, "norm must be one of free, unit, got max"],
    [{ K: 5 }, "m: parameters are k, rate, tied, norm, got K; check the spelling"],
    [{ __proto__: null, toString: 5 }, "got toString"],
    [{ k: null }, "got null"],
  ])("refuse %j", (values, message) => {
    expect(() => parseParams("m", spec, values as Record<string, unknown>)).toThrow(message);
  });
  it("read text as flags and forms give it", () => {
    expect(parseText("flag", "k", spec.k, "7")).toBe(7);
    expect(parseText("flag", "tied", spec.tied, "true")).toBe(true);
    expect(parseText("flag", "norm", spec.norm, "unit")).toBe("unit");
    for (const text of ["", " ", "seven", "1e9", "0x", "Infinity"])
      expect(() => parseText("flag", "k", spec.k, text)).toThrow("k must be");
    expect(() => parseText("flag", "tied", spec.tied, "toString")).toThrow(rangeOf(spec.tied));
  });
});

describe("links", () => {
  it("hold what differs from the base, and come back", () => {
    const params = { ...defaultsOf(spec), k: 7, norm: "unit" as const };
    expect(toQuery(spec, params)).toBe("k=7&norm=unit");
    expect(fromQuery(spec, "?k=7&norm=unit&utm=x")).toEqual({ params, notes: [] });
    expect(toQuery(spec, params, params)).toBe("");
  });
  it("clamp what is out of range and say so; drop what is no value at all", () => {
    const { params, notes } = fromQuery(spec, "k=1000&rate=fast&tied=maybe&norm=max");
    expect(params).toEqual({ ...defaultsOf(spec), k: 400 });
    expect(notes).toHaveLength(4);
    expect(notes[0]).toBe("k must be a whole number in [1, 400]: the link's 1000 was read as 400");
    expect(fromQuery(spec, "k=2.6").params.k).toBe(3);
    expect(fromQuery(spec, "k=-Infinity").params.k).toBe(1);
    expect(fromQuery(spec, "k=").notes).toHaveLength(1);
  });
});
