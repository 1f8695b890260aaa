import { normalizeRows, rowNorms, rowOf } from "@exampledon/core";
import { matrixSource, run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { type FixtureTensor, loadFixture, matrixOf, relativeError } from "../test/fixture.ts";
import { fista } from "./fista.ts";
import { ica } from "./ica.ts";
import { ista } from "./ista.ts";
import { matchingPursuit } from "./matching-pursuit.ts";
import { nmfUpdate } from "./nmf-update.ts";
import { orthogonalMatchingPursuit } from "./orthogonal-matching-pursuit.ts";

// Bounds from fixtures/README.md.
const FLOAT64 = 1e-8;
const ROUNDED = 1e-5;
const OBJECTIVE = 1e-6;
const COSINE = 1e-3;

describe("pursuits agree with scikit-learn and numpy", () => {
  const fixture = loadFixture<{
    readonly dictionary: FixtureTensor;
    readonly input: FixtureTensor;
    readonly k: number;
    readonly omp: Record<"codes" | "support_in_order" | "residual_norm_after_each_step", FixtureTensor>;
    readonly matching_pursuit: { readonly steps: number; readonly codes: FixtureTensor; readonly picks: FixtureTensor };
  }>("pursuit");
  const dictionary = matrixOf(fixture.dictionary);
  const samples = matrixOf(fixture.input);

  test("orthogonal matching pursuit: codes, order of the support, residuals", () => {
    const found = orthogonalMatchingPursuit(dictionary, samples, { k: fixture.k, tolerance: 0 });
    expect(found.supports.flat()).toEqual(fixture.omp.support_in_order.data);
    expect(relativeError(found.codes.data, fixture.omp.codes.data)).toBeLessThan(ROUNDED);
    expect(relativeError(found.norms.flat(), fixture.omp.residual_norm_after_each_step.data)).toBeLessThan(FLOAT64);
    const last = found.norms.map((norms) => norms.at(-1)!);
    expect(relativeError(rowNorms(found.residuals), last)).toBeLessThan(ROUNDED);
  });

  test("matching pursuit: codes and picks", () => {
    const { steps, codes, picks } = fixture.matching_pursuit;
    const found = matchingPursuit(dictionary, samples, { steps, tolerance: 0 });
    expect(found.picks.flat()).toEqual(picks.data);
    expect(relativeError(found.codes.data, codes.data)).toBeLessThan(ROUNDED);
  });
});

describe("FISTA and ISTA agree with numpy", () => {
  interface Expected {
    readonly codes: FixtureTensor;
    readonly objective: FixtureTensor;
    readonly fista_codes_after: Readonly<Record<string, FixtureTensor>>;
    readonly ista_codes_after: Readonly<Record<string, FixtureTensor>>;
  }
  const fixture = loadFixture<{
    readonly dictionary: FixtureTensor;
    readonly input: FixtureTensor;
    readonly lambda: number;
    readonly lipschitz: number;
    readonly expected: Readonly<Record<"non_negative" | "signed", Expected>>;
  }>("lasso");
  const dictionary = matrixOf(fixture.dictionary);
  const samples = matrixOf(fixture.input);
  const { lambda, lipschitz } = fixture;

  test.each(["non_negative", "signed"] as const)("%s: iterates and the optimum", (kind) => {
    const expected = fixture.expected[kind];
    const nonNegative = kind === "non_negative";
    for (const [method, after] of [
      [fista, expected.fista_codes_after],
      [ista, expected.ista_codes_after],
    ] as const) {
      for (const [iterations, codes] of Object.entries(after)) {
        const options = { lambda, lipschitz, nonNegative, tolerance: 0, iterations: Number(iterations) };
        const found = method(dictionary, samples, options);
        expect(relativeError(found.codes.data, codes.data), `after ${iterations}`).toBeLessThan(ROUNDED);
      }
    }
    const found = fista(dictionary, samples, { lambda, nonNegative, iterations: 20_000, tolerance: 1e-10 });
    expect(found.converged).toBe(samples.rows);
    expect(relativeError(found.codes.data, expected.codes.data)).toBeLessThan(ROUNDED);
    for (let i = 0; i < samples.rows; i++) {
      const residual = Float64Array.from(rowOf(samples, i));
      let penalty = 0;
      rowOf(found.codes, i).forEach((code, a) => {
        penalty += Math.abs(code);
        for (let j = 0; j < residual.length; j++) residual[j]! -= code * rowOf(dictionary, a)[j]!;
      });
      const objective = residual.reduce((sum, value) => sum + value * value, 0) / 2 + lambda * penalty;
      expect(Math.abs(objective / expected.objective.data[i]! - 1)).toBeLessThan(OBJECTIVE);
    }
  });
});

test("multiplicative updates agree with scikit-learn over 200 iterations, and the loss never rises", () => {
  const fixture = loadFixture<{
    readonly input: FixtureTensor;
    readonly initial_codes: FixtureTensor;
    readonly initial_dictionary: FixtureTensor;
    readonly after: Readonly<Record<string, { readonly codes: FixtureTensor; readonly dictionary: FixtureTensor }>>;
    readonly losses: readonly number[];
  }>("nmf");
  const samples = Float64Array.from(fixture.input.data);
  const codes = Float64Array.from(fixture.initial_codes.data);
  const dictionary = Float64Array.from(fixture.initial_dictionary.data);
  const components = fixture.initial_dictionary.shape[0]!;
  const losses = fixture.losses.map((_, at) => {
    const loss = nmfUpdate(samples, { codes, dictionary }, components);
    const expected = fixture.after[at + 1];
    if (expected) {
      expect(relativeError(codes, expected.codes.data)).toBeLessThan(FLOAT64);
      expect(relativeError(dictionary, expected.dictionary.data)).toBeLessThan(FLOAT64);
    }
    return loss;
  });
  expect(relativeError(losses, fixture.losses)).toBeLessThan(FLOAT64);
  losses.slice(1).forEach((loss, at) => {
    expect(loss).toBeLessThanOrEqual(losses[at]!);
  });
});

test("ICA finds scikit-learn's directions, up to order", async () => {
  const fixture = loadFixture<
    Record<
      "input" | "true_directions" | "abs_cosine_true_by_estimated" | "estimated_sources_first_20",
      FixtureTensor
    > & {
      readonly n_components: number;
    }
  >("ica");
  const input = matrixOf(fixture.input);
  // Each sample once, in order: what scikit-learn saw.
  const source = { ...matrixSource(input), sample: () => input };
  const params = { components: fixture.n_components, samples: input.rows, iterations: 200 };
  const found = await run(ica, { kind: "activations", source }, { backend: {} as never, seed: 5, params });
  const truth = normalizeRows(matrixOf(fixture.true_directions));
  const table = (f: number, c: number): number =>
    Math.abs(rowOf(truth, f).reduce((sum, value, j) => sum + value * rowOf(found.write, c)[j]!, 0));
  const expected = matrixOf(fixture.abs_cosine_true_by_estimated);
  const columns = [0, 1, 2].map((column) => {
    const error = (c: number): number =>
      Math.max(...[0, 1, 2].map((f) => Math.abs(table(f, c) - rowOf(expected, f)[column]!)));
    const best = [0, 1, 2].reduce((a, b) => (error(b) < error(a) ? b : a));
    expect(error(best)).toBeLessThan(COSINE);
    return best;
  });
  expect(new Set(columns).size).toBe(3);
  // Sources have unit variance there; here they are in lengths of unit write rows.
  const activity = found.activity(input);
  const sources = matrixOf(fixture.estimated_sources_first_20);
  columns.forEach((c, column) => {
    const ours = Array.from({ length: 20 }, (_, i) => rowOf(activity, i)[c]!);
    const theirs = Array.from({ length: 20 }, (_, i) => rowOf(sources, i)[column]!);
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const cosine = dot(ours, theirs) / Math.sqrt(dot(ours, ours) * dot(theirs, theirs));
    expect(Math.abs(Math.abs(cosine) - 1)).toBeLessThan(COSINE);
  });
});
