import { isExampledonError } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { type Expected, filesOf, jsonOf, matrixOf, relativeError } from "../test/fixture.ts";
import {
  type Files,
  foldActivationScale,
  type JsonObject,
  readSae,
  readSafetensors,
  toDecomposition,
  writeSae,
  writeSafetensors,
} from "./index.ts";

const FORWARD = 1e-5;

/** A folder with another config. */
function changed(name: string, change: (config: JsonObject) => unknown): Files {
  const files = filesOf(name);
  const file = Object.keys(files).find((key) => key.endsWith(".json"))!;
  const config = JSON.parse(new TextDecoder().decode(files[file])) as JsonObject;
  return { ...files, [file]: new TextEncoder().encode(JSON.stringify(change(config))) };
}

function problem(files: Files): string {
  try {
    readSae(files, "folder/");
  } catch (error) {
    if (isExampledonError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return "no error";
}

describe("configs of SAELens before version 6", () => {
  it.each([
    [
      "saelens-standard",
      { hook_point: "blocks.0.hook_resid_post", activation_fn_str: "relu", normalize_activations: false },
    ],
    ["saelens-topk", { architecture: "standard", k: undefined, activation_fn: "topk", activation_fn_kwargs: { k: 4 } }],
  ])("%s are read as its loader reads them", (name, old) => {
    const files = changed(name, ({ architecture: _, metadata: __, ...config }) => ({ ...config, ...old }));
    const expected = jsonOf<Expected>(`${name}/expected.json`);
    const out = toDecomposition(readSae(files)).reconstruct(matrixOf(expected.input));
    expect(relativeError(out.data, expected.reconstruction.data)).toBeLessThan(FORWARD);
  });

  it("are refused with a factor on codes", () => {
    const files = changed("saelens-standard", ({ metadata: _, ...config }) => ({
      ...config,
      finetuning_scaling_factor: true,
    }));
    expect(problem(files)).toContain("missing-capability folder/cfg.json: codes must not be scaled");
  });
});

describe("a scale of activations", () => {
  const name = "saelens-standard";
  const expected = jsonOf<Expected>(`${name}/expected.json`);
  const scaled = changed(name, (config) => ({ ...config, normalize_activations: "expected_average_only_in" }));

  it("must be folded before anything is computed", () => {
    expect(problem(scaled)).toContain("missing-capability");
    expect(problem(changed(name, (config) => ({ ...config, normalize_activations: "layer_norm" })))).toContain(
      "layer_norm",
    );
  });

  it("moves into both matrices and the decoder bias", () => {
    // Reading activations times 1/s, folded, is reading s times as long activations plainly.
    const plain = readSae(filesOf(name));
    const scale = 0.25;
    const folded = foldActivationScale(
      { ...plain, config: { ...plain.config, normalize_activations: "expected_average_only_in" } },
      scale,
    );
    const x = matrixOf(expected.input);
    const longer = { ...x, data: x.data.map((value) => value / scale) };
    const out = toDecomposition(folded)
      .reconstruct(longer)
      .data.map((value) => value * scale);
    expect(relativeError(out, expected.reconstruction.data)).toBeLessThan(FORWARD);
    expect(readSae(writeSae(folded)).config.normalize_activations).toBe("none");
    expect(() => foldActivationScale(folded, scale)).toThrow(expect.objectContaining({ code: "bad-param" }));
  });
});

describe("what is refused", () => {
  const dictionary = "written/dictionary-learning/AutoEncoderTopK";
  const { "ae.safetensors": _, ...unconverted } = filesOf("written/dictionary-learning/AutoEncoder");
  const other = (name: string, fields: JsonObject) => changed(name, (config) => ({ ...config, ...fields }));
  const trainer = (fields: JsonObject) =>
    changed(dictionary, (config) => ({ ...config, trainer: { ...(config.trainer as JsonObject), ...fields } }));

  it.each([
    ["an empty folder", {}, "corrupt-file folder/: there must be one of sae_weights.safetensors"],
    ["a pickle", unconverted, "missing-capability folder/ae.pt: a pickle may run any program"],
    [
      "weights without config",
      { "sae.safetensors": new Uint8Array(8) },
      "corrupt-file folder/cfg.json: the file must be there",
    ],
    [
      "a transcoder that subtracts b_dec",
      other("written/saelens-6.18/transcoder", { apply_b_dec_to_input: true }),
      "apply_b_dec_to_input must be false",
    ],
    ["a boolean as text", other("saelens-standard", { apply_b_dec_to_input: "yes" }), "must be true or false, got yes"],
    ["another dtype", other("saelens-standard", { dtype: "int8" }), "dtype must be one of float32"],
    [
      "metadata that is no object",
      other("saelens-standard", { metadata: [1], sae_lens_version: "6.0.0" }),
      "metadata must be an object",
    ],
    ["groupmax", other("sparsify-topk", { activation: "groupmax" }), "missing-capability"],
    ["k beyond the latents", other("sparsify-topk", { k: 10_000 }), "k must be at most"],
    ["an unknown dict_class", trainer({ dict_class: "toString" }), "dict_class must be one of AutoEncoder"],
    ["k that the weights contradict", trainer({ k: 4 }), "k must be 3, as in the weights, got 4"],
    ["no trainer", other(dictionary, { trainer: null }), "trainer: must be an object"],
  ] as const)("%s", (_name, files, message) => {
    expect(problem(files)).toContain(message);
  });

  it("tensors that the architecture does not have", () => {
    const files = filesOf("saelens-standard");
    const { tensors } = readSafetensors("x", files["sae_weights.safetensors"]!);
    const more = new Map([...tensors, ["scaling_factor", tensors.get("b_enc")!]]);
    expect(problem({ ...files, "sae_weights.safetensors": writeSafetensors({ tensors: more }) })).toContain(
      "scaling_factor: the tensors must be W_dec, W_enc, b_dec, b_enc",
    );
  });
});

it("reads the width of sparsify from expansion_factor where num_latents is 0", () => {
  const files = changed("sparsify-topk", (config) => ({ ...config, d_in: 10, num_latents: 0, expansion_factor: 3 }));
  expect(problem(files)).toContain("W_dec: its shape must be [30,10]");
});

it("keeps unknown fields of a config when it is written anew", () => {
  const saved = readSae(filesOf("saelens-jumprelu"));
  const { "cfg.json": bytes } = writeSae({ ...saved, config: { ...saved.config, device: "cuda" } });
  expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ a_key_from_the_future: 1, device: "cuda" });
});
