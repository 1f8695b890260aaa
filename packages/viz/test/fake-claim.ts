import type { ClaimDefinition, ClaimReport, ClaimResult, LinesFigure, RunStep } from "@exampledon/claims";
import { boolean, choice, integer, number } from "@exampledon/core";
import type { ClaimText } from "../src/index.ts";

/** A small claim that computes nothing, for tests of the page. */
export const fakeClaim: ClaimText = {
  id: "fake",
  number: 99,
  title: "A fake claim",
  statement: "Halving halves.",
  source: { side: "thread", title: "a test", url: "https://example.org/post" },
  trained: false,
  params: {
    animals: integer({ doc: "Animals.", default: 1000, min: 1, max: 5000 }),
    learningRate: number({ doc: "Rate.", default: 0.01, min: 0.0001, max: 1, scale: "log" }),
    wide: boolean({ doc: "Wide.", default: true }),
    method: choice({ doc: "Method.", default: "l1", choices: ["l1", "top-k"] }),
  },
  sizes: { live: { animals: 100 }, ci: { animals: 100 }, full: {} },
  seeds: { live: [3], ci: [1, 2, 3], full: [1, 2, 3] },
  values: { half: { label: "half of it", unit: "units" }, other: { label: "another" } },
  checks: [
    { id: "halves", expect: "it is halved", value: "half", min: 0.4, why: "arithmetic", role: "claim" },
    { id: "limit", expect: "no longer", value: "other", max: 1, why: "a test", role: "limit", parameter: "animals" },
  ],
  variations: [{ label: "More animals", params: { animals: 200 }, expect: "The same." }],
} satisfies Omit<ClaimDefinition, "run">;

/** A figure of one falling line. */
export function fakeFigure(points = 3): LinesFigure {
  const x = Array.from({ length: points }, (_, index) => index);
  return {
    kind: "lines",
    title: "Halves",
    summary: "Each value is half of the one before.",
    x: { label: "step" },
    y: { label: "value" },
    series: [{ name: "half", x, y: x.map((step) => 2 ** -step) }],
  };
}

/** A report whose verdict can be chosen. */
export function fakeReport(verdict: ClaimReport["verdict"] = "holds"): ClaimReport {
  return {
    schema: 1,
    claim: "fake",
    size: "live",
    params: { animals: 100 },
    seeds: [3],
    values: { half: { mean: 0.5, deviation: 0.02, low: 0.49, high: 0.51, min: 0.48, max: 0.52, n: 5 } },
    checks: [{ id: "halves", passed: true, role: "claim", bound: "≥ 0.4", value: "half", measured: 0.5 }],
    verdict,
    figure: fakeFigure(),
  };
}

/** The same, as recorded. */
export function fakeResult(verdict: ClaimReport["verdict"] = "holds"): ClaimResult {
  return {
    ...fakeReport(verdict),
    size: "full",
    seeds: [1, 2, 3],
    provenance: {
      backend: "cpu",
      version: "1.2.3",
      node: "20.20.2",
      cpu: "a processor",
      milliseconds: 41_000,
      inputsHash: "abcdef0123456789",
    },
  };
}

/** Step `step` of `total` of a run with one seed. */
export function fakeStep(step: number, total: number, more: Partial<RunStep> = {}): RunStep {
  return { step, total, seed: 3, seedIndex: 0, seedCount: 1, ...more };
}

/** A run of `total` steps that ends with a report; `failAt` throws at that step. */
export async function* fakeRun(total: number, failAt?: number): AsyncGenerator<RunStep, ClaimReport, void> {
  for (let step = 1; step <= total; step++) {
    if (step === failAt) throw new Error("it broke");
    yield fakeStep(step, total, { log: `line ${step}`, ...(step === 1 ? { figure: fakeFigure() } : {}) });
  }
  return fakeReport();
}
