import { describe, expect, it } from "vitest";
import { ExampledonError, fail, isExampledonError } from "./errors.ts";
import { throwIfAborted } from "./progress.ts";

describe("errors", () => {
  it("read where: problem, got X; cure", () => {
    const parts = {
      where: "topK",
      problem: "k must be an integer in [1, 400]",
      got: 512,
      cure: "lower k or raise latents",
    };
    expect(() => fail("bad-param", parts)).toThrow(
      "topK: k must be an integer in [1, 400], got 512; lower k or raise latents",
    );
  });
  it("show any value, shortened, even one that JSON cannot", () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const got = (value: unknown): string =>
      new ExampledonError("bad-param", { where: "w", problem: "p", got: value, cure: "c" }).message;
    expect(got(cycle)).toBe("w: p, got [object Object]; c");
    expect(got("x".repeat(100))).toBe(`w: p, got ${"x".repeat(77)}...; c`);
    expect(got([1, Number.NaN])).toBe("w: p, got [1,null]; c");
    expect(got(undefined)).toBe("w: p, got undefined; c");
    expect(got(() => 1)).toBe("w: p, got a function; c");
  });
  it("are told apart by code", () => {
    const error = new ExampledonError("aborted", { where: "w", problem: "p", got: 1, cure: "c" }, { cause: "why" });
    expect(isExampledonError(error)).toBe(true);
    expect(isExampledonError(error, "aborted")).toBe(true);
    expect(isExampledonError(error, "bad-param")).toBe(false);
    expect(isExampledonError(new Error("x"))).toBe(false);
    expect(error.cause).toBe("why");
  });
  it("report an abort with its reason, and nothing before it", () => {
    const controller = new AbortController();
    expect(() => throwIfAborted(controller.signal, "fit")).not.toThrow();
    expect(() => throwIfAborted(undefined, "fit")).not.toThrow();
    controller.abort("ctrl-c");
    expect(() => throwIfAborted(controller.signal, "fit")).toThrow("fit: the run was cancelled, got ctrl-c");
  });
});
