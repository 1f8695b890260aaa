// Fixtures: torch, numpy, scipy and scikit-learn in float64 from float32 inputs, nine significant digits.
import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import {
  auc,
  coefficientFidelity,
  cosines,
  deadLatents,
  explainedVariance,
  firingFrequency,
  fractionOfVarianceUnexplained,
  l0,
  matchedCosine,
  matchedFidelity,
  meanMaxCosine,
  rSquaredAffine,
  rSquaredIdentity,
  shrinkage,
  uniqueness,
} from "./index.ts";

interface Tensor {
  readonly shape: readonly [number, number];
  readonly data: readonly number[];
}
interface Case<I extends string> {
  readonly name: string;
  readonly inputs: Record<I, Matrix>;
  readonly expected: Record<string, unknown>;
}

function casesOf<I extends string>(file: string, ...inputs: readonly I[]): Case<I>[] {
  const url = new URL(`../fixtures/${file}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, "utf8")) as { cases: Record<string, unknown>[] };
  return cases.map((each) => ({
    name: each.name as string,
    expected: each.expected as Record<string, unknown>,
    inputs: Object.fromEntries(
      inputs.map((name) => {
        const { shape, data } = each[name] as Tensor;
        return [name, matrix(shape[0], shape[1], new Float32Array(data))];
      }),
    ) as Record<I, Matrix>,
  }));
}

/** Largest deviation over the largest entry; absolute where that is 0. `null` in a fixture is NaN here. */
function expectClose(actual: ArrayLike<number> | number, expected: unknown): void {
  const got = typeof actual === "number" ? [actual] : Array.from(actual);
  const data = (expected as Partial<Tensor>)?.data ?? expected;
  const want = (Array.isArray(data) ? data : [data]).map((value) => value ?? Number.NaN) as number[];
  expect(got.map(Number.isNaN)).toEqual(want.map(Number.isNaN));
  const defined = want.filter((value) => !Number.isNaN(value));
  const scale = Math.max(...defined.map(Math.abs)) || 1;
  const deviation = Math.max(...want.map((value, i) => (Number.isNaN(value) ? 0 : Math.abs(value - got[i]!))));
  expect(deviation / scale).toBeLessThanOrEqual(1e-8);
}

describe.each(casesOf("dictionaries", "true_features", "dictionary"))("dictionaries: $name", ({ inputs, expected }) => {
  const { true_features: features, dictionary } = inputs;

  it("cosines", () => expectClose(cosines(features, dictionary).data, expected.cosine));

  it("MMCS both ways, absolute and signed", () => {
    const forward = meanMaxCosine(features, dictionary);
    const reverse = meanMaxCosine(dictionary, features);
    expectClose(forward.mean, expected.mmcs_true_to_latent);
    expectClose(reverse.mean, expected.mmcs_latent_to_true);
    expectClose(forward.perFeature, expected.per_true_max_abs_cosine);
    expectClose(reverse.perFeature, expected.per_latent_max_abs_cosine);
    expect([...forward.best]).toEqual((expected.best_latent_of_true as Tensor).data);
    expect([...reverse.best]).toEqual((expected.best_true_of_latent as Tensor).data);
    expectClose(meanMaxCosine(features, dictionary, { signed: true }).mean, expected.signed_mmcs_true_to_latent);
    expectClose(meanMaxCosine(dictionary, features, { signed: true }).mean, expected.signed_mmcs_latent_to_true);
  });

  it("MCC and its pairs, absolute and signed", () => {
    const absolute = matchedCosine(features, dictionary);
    const signed = matchedCosine(features, dictionary, { signed: true });
    expectClose(absolute.mean, expected.mcc);
    expectClose(signed.mean, expected.signed_mcc);
    expect(absolute.pairs.flat()).toEqual((expected.mcc_pairs as Tensor).data);
    expect(signed.pairs.flat()).toEqual((expected.signed_mcc_pairs as Tensor).data);
  });

  it("uniqueness", () => expectClose(uniqueness(features, dictionary), expected.uniqueness));
});

describe.each(casesOf("reconstruction", "input", "reconstruction", "codes"))(
  "reconstruction: $name",
  ({ inputs: { input, reconstruction, codes }, expected }) => {
    it("FVU and explained variance", () => {
      expectClose(fractionOfVarianceUnexplained(input, reconstruction), expected.fvu);
      expect(explainedVariance(input, reconstruction)).toBeCloseTo(expected.explained_variance as number, 8);
    });

    it("shrinkage", () => expectClose(shrinkage(input, reconstruction), expected.shrinkage));

    it("L0, firing frequency and dead latents", () => {
      expectClose(l0(codes), expected.l0);
      expectClose(firingFrequency(codes), expected.firing_frequency);
      expect(deadLatents(codes)).toBe(expected.dead_latents);
    });
  },
);

describe.each(casesOf("coefficients", "coefficients", "codes"))(
  "coefficients: $name",
  ({ inputs: { coefficients, codes }, expected }) => {
    const column = (m: Matrix, j: number): Float32Array => m.data.filter((_, at) => at % m.cols === j);
    const score = (metric: typeof auc): number[] =>
      Array.from({ length: codes.cols }, (_, j) => metric(column(coefficients, j), column(codes, j)));
    const axes = matrix(codes.cols, codes.cols);
    for (let j = 0; j < codes.cols; j++) axes.data[j * codes.cols + j] = 1;

    it("one by one", () => {
      expectClose(score(rSquaredIdentity), expected.identity_r2);
      expectClose(score(rSquaredAffine), expected.affine_r2);
      expectClose(score(auc), expected.auc);
    });

    it("as a group, each latent pointing at its feature", () => {
      const input = { activity: codes, target: coefficients, write: axes, features: axes };
      const { matched } = coefficientFidelity(input);
      expect(matched).toEqual(matchedFidelity(input));
      expectClose(matched.identity, expected.mean_identity_r2);
      expectClose(matched.affine, expected.mean_affine_r2);
      expectClose(matched.auc, expected.mean_auc);
      expectClose(matched.perFeature.identity, expected.identity_r2);
    });
  },
);
