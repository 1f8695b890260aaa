import {
  aggregate,
  aggregateFigures,
  type ClaimResult,
  evaluateChecks,
  parseResult,
  serializeResult,
  verdictOf,
} from "@exampledon/claims";
import { isExampledonError } from "@exampledon/core";
import { describe, expect, it } from "vitest";

const result: ClaimResult = {
  schema: 1,
  claim: "fake",
  size: "ci",
  params: { animals: 3 },
  seeds: [1],
  values: { v: aggregate([1 / 3]) },
  checks: [],
  verdict: "holds",
  figure: {
    kind: "bars",
    title: "t",
    summary: "s",
    y: { label: "y" },
    categories: ["a"],
    series: [{ name: "n", y: [2 / 3] }],
  },
  provenance: { backend: "cpu", version: "0.0.0", node: "v20", cpu: "some", milliseconds: 12, inputsHash: "abc" },
};

describe("aggregate", () => {
  it("gives Student's interval: five values with deviation 1 have half width 2.776 / √5", () => {
    const m = aggregate([-1.2649110640673518, -0.6324555320336759, 0, 0.6324555320336759, 1.2649110640673518]);
    expect(m.deviation).toBeCloseTo(1, 12);
    expect(m.high - m.mean).toBeCloseTo(2.776 / Math.sqrt(5), 12);
  });
  it("has no spread where all values are equal, though their mean is rounded", () => {
    expect(aggregate(new Array<number>(200).fill(0.14)).deviation).toBe(0);
    expect(aggregate([1, 1 + 1e-9]).deviation).toBeGreaterThan(0);
  });
  it("has no spread for one value", () => {
    expect(aggregate([4])).toEqual({ mean: 4, deviation: 0, low: 4, high: 4, min: 4, max: 4, n: 1 });
  });
});

describe("checks", () => {
  const values = { x: aggregate([0.5]), y: aggregate([0.6]) };
  const base = { expect: "", why: "", value: "x" } as const;
  it("holds min, max and near at once", () => {
    const [pass] = evaluateChecks(
      [{ ...base, id: "a", role: "claim", min: 0.5, max: 0.5, near: "y", within: 0.11 }],
      values,
    );
    expect(pass).toMatchObject({ passed: true, bound: "≥ 0.5 and ≤ 0.5 and 0.6 ± 0.11" });
    const [miss] = evaluateChecks([{ ...base, id: "a", role: "claim", min: 0.5, near: "y", within: 0.05 }], values);
    expect(miss!.passed).toBe(false);
  });
  it("fails on a claim check, depends on a confirmed limit, holds else", () => {
    const check = (role: "claim" | "limit", passed: boolean) => ({
      id: "a",
      role,
      passed,
      bound: "",
      value: "x",
      measured: 0,
    });
    expect(verdictOf([check("claim", true), check("limit", false)])).toBe("holds");
    expect(verdictOf([check("claim", true), check("limit", true)])).toBe("depends");
    expect(verdictOf([check("claim", false), check("limit", true)])).toBe("fails");
  });
});

describe("results as text", () => {
  it("round-trip at six significant digits, with sorted keys", () => {
    const text = serializeResult(result);
    const back = parseResult(text, "test");
    expect(back.values.v!.mean).toBe(0.333333);
    expect(serializeResult(back)).toBe(text);
    expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(JSON.parse(text)).sort());
  });
  it("refuses every truncation and a wrong field, naming the file", () => {
    const text = serializeResult(result);
    const codeOf = (broken: string): string | undefined => {
      try {
        parseResult(broken, "results/fake/ci.json");
        return undefined;
      } catch (error) {
        return isExampledonError(error) && error.message.startsWith("results/fake/ci.json:")
          ? error.code
          : String(error);
      }
    };
    for (let length = 0; length < text.length - 2; length += 17)
      expect(codeOf(text.slice(0, length))).toBe("corrupt-file");
    expect(codeOf(text.replace('"holds"', '"perhaps"'))).toBe("corrupt-file");
    expect(codeOf(text.replace('"bars"', '"pie"'))).toBe("corrupt-file");
  });
});

describe("figures over seeds", () => {
  const line = (y: number[]) => ({
    kind: "lines" as const,
    title: "t",
    summary: "s",
    x: { label: "x" },
    y: { label: "y" },
    series: [{ name: "a", x: [0, 1], y }],
  });
  it("become means with the range as band", () => {
    expect(aggregateFigures([line([0, 2]), line([2, 4])])).toMatchObject({
      series: [{ y: [1, 3], low: [0, 2], high: [2, 4] }],
    });
  });
  it("keep the first where they cannot be averaged", () => {
    const other = { ...line([1, 1]), series: [{ name: "b", x: [0, 1], y: [1, 1] }] };
    expect(aggregateFigures([line([0, 2]), other])).toMatchObject({ series: [{ y: [0, 2] }] });
  });
});
