import { describe, expect, it } from "vitest";
import { fakeFigure, fakeReport, fakeRun, fakeStep } from "../../test/fake-claim.ts";
import { generatorRunner, mergeSteps } from "./generator-runner.ts";

const request = { claim: "fake", size: "live", params: {}, seeds: [3] } as const;

/** A runner over `total` steps with a clock that goes on by one at each reading. */
function runnerOf(total: number, failAt?: number) {
  let time = 0;
  const signals: AbortSignal[] = [];
  const runner = generatorRunner(
    async (_, signal) => {
      signals.push(signal);
      return { info: { backend: "fake" }, steps: fakeRun(total, failAt) };
    },
    () => time++,
  );
  return { runner, signals };
}

describe("generatorRunner", () => {
  it("takes one step without a budget, and several within one", async () => {
    const { runner } = runnerOf(10);
    expect(await runner.start(request)).toEqual({ backend: "fake" });
    expect(await runner.next(0)).toMatchObject({ done: false, step: { step: 1, log: "line 1" } });
    const later = await runner.next(3);
    expect(later).toMatchObject({ done: false, step: { step: 4, log: "line 2\nline 3\nline 4" } });
  });

  it("ends with the report", async () => {
    const { runner } = runnerOf(2);
    await runner.start(request);
    expect(await runner.next(100)).toEqual({ done: true, report: fakeReport() });
    await expect(runner.next(0)).rejects.toThrow("call start first");
  });

  it("passes on what the experiment throws", async () => {
    const { runner } = runnerOf(5, 2);
    await runner.start(request);
    await runner.next(0);
    await expect(runner.next(0)).rejects.toThrow("it broke");
  });

  it("aborts a run that is stopped or replaced", async () => {
    const { runner, signals } = runnerOf(5);
    await runner.start(request);
    await runner.start(request);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    await runner.stop();
    expect(signals[1]!.aborted).toBe(true);
    await expect(runner.next(0)).rejects.toThrow("call start first");
  });
});

describe("mergeSteps", () => {
  it("keeps the newest figure of a seed, not one of the seed before", () => {
    const figure = fakeFigure();
    expect(mergeSteps(fakeStep(1, 4, { figure }), fakeStep(2, 4)).figure).toBe(figure);
    expect(mergeSteps(fakeStep(2, 4, { figure }), fakeStep(3, 4, { seedIndex: 1 })).figure).toBeUndefined();
  });
});
