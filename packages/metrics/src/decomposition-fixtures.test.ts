// Fixtures: numpy in float64 from float32 inputs, nine significant digits.
import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { absorption, descriptionLength, latentClassifier, quantise } from "./index.ts";

interface Tensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Expected = Readonly<Record<string, Tensor | number>>;

function casesOf<T>(file: string): readonly (T & { readonly name: string; readonly expected: Expected })[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/${file}.json`, import.meta.url), "utf8")).cases;
}
const toMatrix = ({ shape, data }: Tensor): Matrix => matrix(shape[0]!, shape[1]!, new Float32Array(data));
const listOf = (value: Tensor | number | undefined): readonly number[] => (value as Tensor).data;

/** Largest deviation over the largest entry. */
function expectClose(actual: ArrayLike<number> | number, expected: Tensor | number | undefined): void {
  const got = typeof actual === "number" ? [actual] : Array.from(actual);
  const want = typeof expected === "number" ? [expected] : listOf(expected);
  expect(got.length).toBe(want.length);
  const scale = Math.max(...want.map(Math.abs)) || 1;
  expect(Math.max(...want.map((value, i) => Math.abs(value - got[i]!))) / scale).toBeLessThanOrEqual(1e-8);
}

describe.each(
  casesOf<Record<"true_features" | "dictionary" | "true_activations" | "codes", Tensor>>("latent-classifier"),
)("latent classifier: $name", ({ true_features, dictionary, true_activations, codes, expected }) => {
  it("precision, recall and F1", () => {
    const scores = latentClassifier({
      features: toMatrix(true_features),
      write: toMatrix(dictionary),
      target: toMatrix(true_activations),
      activity: toMatrix(codes),
    });
    expect([...scores.matched]).toEqual(listOf(expected.matched_feature));
    expect([...scores.truePositives]).toEqual(listOf(expected.true_positives));
    expect([...scores.falsePositives]).toEqual(listOf(expected.false_positives));
    expect([...scores.falseNegatives]).toEqual(listOf(expected.false_negatives));
    expectClose(scores.precision, expected.precision);
    expectClose(scores.recall, expected.recall);
    expectClose(scores.f1, expected.f1);
    expectClose(scores.mean.precision, expected.mean_precision);
    expectClose(scores.mean.recall, expected.mean_recall);
    expectClose(scores.mean.f1, expected.mean_f1);
  });
});

describe.each(
  casesOf<Record<"input" | "codes" | "dictionary" | "probe", Tensor> & { readonly main_latents: number[] }>(
    "absorption",
  ),
)("absorption: $name", ({ input, codes, dictionary, probe, main_latents, expected }) => {
  it("in full and by fraction", () => {
    const scores = absorption({
      activations: toMatrix(input),
      activity: toMatrix(codes),
      write: toMatrix(dictionary),
      probe: probe.data,
      main: main_latents,
    });
    expect([...scores.full]).toEqual(listOf(expected.full_absorption).map(Number));
    expectClose(scores.fraction, expected.absorption_fraction);
    expectClose(scores.fullRate, expected.full_absorption_rate);
    expectClose(scores.meanFraction, expected.mean_absorption_fraction);
  });
});

describe.each(casesOf<{ readonly codes: Tensor; readonly step: number; readonly bits: number }>("description-length"))(
  "description length: $name",
  ({ codes, step, bits, expected }) => {
    it("levels and bits", () => {
      const activity = toMatrix(codes);
      const length = descriptionLength({
        activity,
        step,
        valueBits: bits,
        dictionary: { dim: 10, samples: 1000 },
      });
      expect([...quantise(activity, step).data]).toEqual(listOf(expected.quantised));
      expectClose(length.perLatent, expected.bits_per_latent);
      expectClose(length.codeBits, expected.bits_per_sample);
      expectClose(length.fixedBits, expected.index_bits_upper);
      expectClose(length.l0, expected.quantised_l0);
      expectClose(length.dictionaryBits, expected.dictionary_bits_per_sample_at_1000_samples_d_10);
      expect(length.total).toBe(length.codeBits + length.dictionaryBits);
    });
  },
);
