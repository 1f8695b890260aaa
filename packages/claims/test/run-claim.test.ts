import { cpuBackend } from "@exampledon/backend-cpu";
import { type ClaimReport, type RunClaimOptions, type RunStep, runClaim } from "@exampledon/claims";
import { isExampledonError, rng } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { fakeClaim } from "./fake-claim.ts";

const drain = async (options: Partial<RunClaimOptions> = {}): Promise<{ steps: RunStep[]; report: ClaimReport }> => {
  const run = runClaim(fakeClaim, { size: "ci", backend: cpuBackend(), ...options });
  const steps: RunStep[] = [];
  for (;;) {
    const next = await run.next();
    if (next.done) return { steps, report: next.value };
    steps.push(next.value);
  }
};
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isExampledonError(error) ? error.code : String(error);
};

describe("runClaim", () => {
  it("aggregates every seed's values from that seed's own stream", async () => {
    const { report } = await drain();
    const drawn = [1, 2, 3, 4, 5].map((seed) => rng(seed).split("draw").uniform());
    expect(report.values.drawn!.mean).toBeCloseTo(drawn.reduce((a, b) => a + b) / 5, 5);
    expect(report.values.drawn!.max).toBeCloseTo(Math.max(...drawn), 5);
    expect(report.values.given!.mean).toBe(2);
    expect(report.verdict).toBe("depends");
    expect(report.checks.map((check) => check.id)).toEqual(["low", "near"]);
  });

  it("counts steps over all seeds", async () => {
    const { steps } = await drain({ seeds: [4, 9] });
    expect(steps.map(({ step, total, seed }) => [step, total, seed])).toEqual([
      [1, 6, 4],
      [2, 6, 4],
      [3, 6, 4],
      [4, 6, 9],
      [5, 6, 9],
      [6, 6, 9],
    ]);
  });

  it("refuses unknown parameters, empty seeds and values that are not finite", async () => {
    expect(await codeOf(drain({ params: { colour: 3 } }))).toBe("bad-param");
    expect(await codeOf(drain({ params: { size: 11 } }))).toBe("bad-param");
    expect(await codeOf(drain({ seeds: [] }))).toBe("bad-param");
    expect(await codeOf(drain({ params: { size: 10 } }))).toBe("not-finite");
  });

  it("stops at the next step when aborted", async () => {
    const controller = new AbortController();
    const run = runClaim(fakeClaim, { size: "ci", backend: cpuBackend(), signal: controller.signal });
    await run.next();
    controller.abort("enough");
    expect(await codeOf(run.next())).toBe("aborted");
    expect(await run.next()).toEqual({ done: true, value: undefined });
  });
});
