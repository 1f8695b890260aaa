import { isExampledonError, multiply } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { type FixtureTensor, filesOf, jsonOf, matrixOf, relativeError } from "../../test/fixture.ts";
import {
  gateByParents,
  hiddenActivations,
  readSafetensors,
  readSyntheticModel,
  writeSafetensors,
  writeSyntheticModel,
} from "../index.ts";

const name = "saelens-synthetic-model";
const files = filesOf(name);
const expected = jsonOf<
  Readonly<Record<"activations" | "hidden" | "gated_activations" | "correlation_matrix", FixtureTensor>>
>(`${name}/expected.json`);
const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parsed = (file: string) => JSON.parse(new TextDecoder().decode(files[file]));

describe("a synthetic model", () => {
  const model = readSyntheticModel(files);
  const coefficients = matrixOf(expected.activations);

  it("makes the activations, gates and correlations of SAELens", () => {
    expect(relativeError(hiddenActivations(model, coefficients).data, expected.hidden.data)).toBeLessThan(1e-5);
    expect(relativeError(gateByParents(model, coefficients).data, expected.gated_activations.data)).toBeLessThan(1e-7);
    const { factor, diagonal } = model.correlation!;
    const correlation = multiply(factor, factor, { transposeB: true });
    diagonal.forEach((value, i) => {
      correlation.data[i * (factor.rows + 1)]! += value;
    });
    expect(relativeError(correlation.data, expected.correlation_matrix.data)).toBeLessThan(1e-5);
  });

  it("is written back byte for byte", () => expect(writeSyntheticModel(model)).toEqual(files));

  it("is written anew where it was changed", () => {
    const changed = readSyntheticModel(writeSyntheticModel({ ...model, config: { ...model.config, seed: 7 } }));
    expect(changed.config).toEqual({ ...model.config, seed: 7 });
    expect(changed.featureVectors).toEqual(model.featureVectors);
  });

  it("keeps the order and types of its tensors, and every digit of F64", () => {
    const { tensors } = readSafetensors("x", files["synthetic_model.safetensors"]!);
    const bytes = new Uint8Array(Float64Array.from({ length: 12 }, (_, i) => 1 / (i + 3)).buffer);
    const probabilities = { dtype: "F64", shape: [12], bytes } as const;
    const sorted = [...tensors, ["firing_probabilities", probabilities] as const].sort();
    const other = {
      ...files,
      "synthetic_model.safetensors": writeSafetensors({ tensors: new Map(sorted), metadata: { by: "test" } }),
    };
    const read = readSyntheticModel(other);
    expect(writeSyntheticModel(read)).toEqual(other);
    // Changed, the type stays.
    const bias = read.bias.map((value) => value / 2);
    const again = readSyntheticModel(writeSyntheticModel({ ...read, bias }));
    expect(again.bias).toEqual(bias);
    expect(again.readFrom!.weights.tensors.get("firing_probabilities")).toEqual(probabilities);
  });

  it("may have neither parents nor correlations", () => {
    const { hierarchy: _, correlation: __, ...plain } = model;
    const back = readSyntheticModel(writeSyntheticModel(plain));
    expect(back.hierarchy).toBeUndefined();
    expect(back.correlation).toBeUndefined();
    expect(gateByParents(back, coefficients)).toEqual(coefficients);
  });
});

it("passes a parent through nodes without a feature", () => {
  const model = readSyntheticModel(files);
  const leaf = { feature_index: 2, mutually_exclusive_children: false, children: [] };
  const group = { feature_index: null, mutually_exclusive_children: true, children: [leaf] };
  const hierarchy = { roots: [{ feature_index: 0, mutually_exclusive_children: false, children: [group] }] };
  const coefficients = matrixOf({
    shape: [2, 12],
    data: [1, 0, 5, ...new Array(9).fill(0), 0, 0, 5, ...new Array(9).fill(0)],
  });
  const { data } = gateByParents({ ...model, hierarchy }, coefficients);
  expect([data[2], data[14]]).toEqual([5, 0]);
});

describe("a malformed synthetic model", () => {
  const node = { feature_index: 0, mutually_exclusive_children: false, children: [] };
  const nested = (depth: number): object =>
    depth === 0 ? node : { ...node, feature_index: depth, children: [nested(depth - 1)] };
  it.each([
    ["hierarchy.json: roots.1: a feature must stand in one place", { "hierarchy.json": text({ roots: [node, node] }) }],
    [
      "hierarchy.json: roots.0: feature_index must be null or in [0, 11]",
      { "hierarchy.json": text({ roots: [{ ...node, feature_index: 12 }] }) },
    ],
    [
      "hierarchy.json: roots.0.children: must be a list",
      { "hierarchy.json": text({ roots: [{ ...node, children: 1 }] }) },
    ],
    ["hierarchy.json: roots: must be a list", { "hierarchy.json": text({}) }],
    ["hierarchy.json: JSON must be nested at most 64 deep", { "hierarchy.json": text({ roots: [nested(60)] }) }],
    [
      "hidden_dim must be a whole number",
      { "synthetic_model_config.json": text({ ...parsed("synthetic_model_config.json"), hidden_dim: "10" }) },
    ],
    [
      "feature_vectors: its shape must be [13,10]",
      { "synthetic_model_config.json": text({ ...parsed("synthetic_model_config.json"), num_features: 13 }) },
    ],
  ])("%s", (message, change) => {
    let error: unknown;
    try {
      readSyntheticModel({ ...files, ...change }, "model/");
    } catch (caught) {
      error = caught;
    }
    expect(isExampledonError(error, "corrupt-file")).toBe(true);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message.startsWith("model/")).toBe(true);
  });
});
