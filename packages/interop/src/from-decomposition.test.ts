import { matrix, rng } from "@exampledon/core";
import { type Activation, createDecomposition, type Decomposition } from "@exampledon/decomposer";
import { describe, expect, it } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { decompositionArrays } from "./decomposition-arrays.ts";
import {
  exportFolder,
  exportSaeLens,
  fromDecomposition,
  importFolder,
  type SaeFormat,
  toDecomposition,
} from "./index.ts";

const [DIM, LATENTS] = [6, 10];

function gaussian(name: string, rows: number, cols: number): Float32Array {
  const stream = rng(3).split(name);
  return Float32Array.from({ length: rows * cols }, () => stream.normal());
}

type Centre = "none" | "offset" | "other";

function made(activation: Activation, centre: Centre): Decomposition {
  const offset = gaussian("offset", 1, DIM);
  return createDecomposition({
    method: "test/made",
    params: { seed: 3, name: "a", deep: { list: [1, 2.5] } },
    read: matrix(LATENTS, DIM, gaussian("read", LATENTS, DIM)),
    write: matrix(LATENTS, DIM, gaussian("write", LATENTS, DIM)),
    offset,
    center: centre === "none" ? undefined : centre === "offset" ? offset : gaussian("centre", 1, DIM),
    bias: gaussian("bias", 1, LATENTS),
    activation,
  });
}

const activations: readonly Activation[] = [
  { kind: "relu" },
  { kind: "top-k", k: 3 },
  { kind: "threshold", thresholds: new Float32Array(LATENTS).fill(0.3) },
];
const x = matrix(30, DIM, gaussian("x", 30, DIM));

describe.each(activations)("$kind", (activation) => {
  describe.each(["none", "offset", "other"] as const)("with centre %s", (centre) => {
    const original = made(activation, centre);
    const formats: readonly SaeFormat[] =
      activation.kind === "top-k" ? ["saelens", "sparsify", "dictionary-learning"] : ["saelens", "dictionary-learning"];

    it.each(formats)("comes back from %s the same", (format) => {
      const { decomposition } = importFolder(exportFolder(original, { format }));
      expect(relativeError(decomposition.activity(x).data, original.activity(x).data)).toBeLessThan(1e-5);
      expect(relativeError(decomposition.reconstruct(x).data, original.reconstruct(x).data)).toBeLessThan(1e-5);
      expect(decomposition.toJSON().method).toBe("test/made");
      expect(decomposition.toJSON().params).toEqual({ seed: 3, name: "a", deep: { list: [1, 2.5] } });
    });
  });

  it("comes back from SAELens to the same text where nothing is folded and TopK has no scales", () => {
    const text = (decomposition: Decomposition) => JSON.stringify(decomposition);
    const once = made(activation, "offset");
    if (activation.kind === "top-k") {
      // The first trip divides by the scales, whose product with unit rows is rounded.
      expect(JSON.stringify(importFolder(exportSaeLens(once)).decomposition.toJSON().encoder)).toContain("scales");
    } else {
      expect(text(importFolder(exportSaeLens(once)).decomposition)).toBe(text(once));
    }
  });

  it.each(["F16", "BF16"] as const)("is rounded to %s and then stays", (dtype) => {
    const original = made(activation, "offset");
    const saved = fromDecomposition(original, { format: "saelens", dtype });
    const decomposition = toDecomposition(saved);
    // Half a unit in the last place of 8 or 11 bits for each factor.
    const bound = { F16: 2 ** -9, BF16: 2 ** -6 }[dtype];
    expect(relativeError(decomposition.write.data, original.write.data)).toBeLessThan(bound);
    expect(saved.config.dtype).toBe({ F16: "float16", BF16: "bfloat16" }[dtype]);
    const [first] = [...saved.weights.tensors.values()];
    expect(first!.bytes.length).toBe(LATENTS * DIM * 2);
  });
});

describe("transcoders", () => {
  const [dimIn, dimOut] = [4, 2];
  const half = (name: string, front: boolean) =>
    matrix(LATENTS, DIM, gaussian(name, LATENTS, DIM)).data.map((value, at) =>
      at % DIM < dimIn === front ? value : 0,
    );
  const original = (activation: Activation) =>
    createDecomposition({
      method: "test/transcoder",
      params: {},
      read: matrix(LATENTS, DIM, half("read", true)),
      write: matrix(LATENTS, DIM, half("write", false)),
      offset: gaussian("offset", 1, DIM).map((value, j) => (j < dimIn ? 0 : value)),
      activation,
    });

  it.each([
    ["transcoder", activations[0]!],
    ["jumprelu_transcoder", activations[2]!],
  ])("are saved as %s and come back", (architecture, activation) => {
    const before = original(activation);
    const { config, decomposition } = importFolder(exportSaeLens(before, { parts: [dimIn, dimOut] }));
    expect(config).toMatchObject({ architecture, d_in: dimIn, d_out: dimOut, apply_b_dec_to_input: false });
    expect(decomposition.reconstruct(x).data).toEqual(before.reconstruct(x).data);
  });

  it("with a skip connection are saved as skip_transcoder and come back", () => {
    const embed = matrix(DIM, DIM, gaussian("skip", DIM, DIM)).data.map((value, at) =>
      Math.floor(at / DIM) < dimIn && at % DIM >= dimIn ? value : 0,
    );
    const parts = { ...decompositionArrays(original({ kind: "relu" })), skip: matrix(DIM, DIM, embed) };
    const before = createDecomposition(parts);
    const { config, decomposition } = importFolder(exportSaeLens(before, { parts: [dimIn, dimOut] }));
    expect(config.architecture).toBe("skip_transcoder");
    expect(decomposition.skip).toEqual(before.skip);
    expect(decomposition.reconstruct(x).data).toEqual(before.reconstruct(x).data);
    const across = createDecomposition({ ...parts, skip: matrix(DIM, DIM, gaussian("all", DIM, DIM)) });
    expect(() => exportSaeLens(across, { parts: [dimIn, dimOut] })).toThrow(
      expect.objectContaining({ code: "bad-param" }),
    );
  });

  it("are refused where latents look at the output, or the widths do not add up", () => {
    const code = expect.objectContaining({ code: "bad-param" });
    expect(() => exportSaeLens(made({ kind: "relu" }, "none"), { parts: [dimIn, dimOut] })).toThrow(code);
    expect(() => exportSaeLens(original({ kind: "relu" }), { parts: [3, 2] })).toThrow(code);
    expect(() => exportSaeLens(original({ kind: "relu" }), { parts: [5, 1] })).toThrow(code);
  });

  it("with TopK need sparsify", () => {
    const code = expect.objectContaining({ code: "missing-capability" });
    expect(() => exportSaeLens(original({ kind: "top-k", k: 2 }), { parts: [dimIn, dimOut] })).toThrow(code);
  });
});

describe("the config of SAELens", () => {
  const config = (activation: Activation) =>
    fromDecomposition(made(activation, "offset"), { format: "saelens" }).config;
  const shared = {
    d_in: DIM,
    d_sae: LATENTS,
    dtype: "float32",
    device: "cpu",
    apply_b_dec_to_input: true,
    normalize_activations: "none",
    reshape_activations: "none",
  };

  it.each([
    ["standard", activations[0]!, {}],
    ["topk", activations[1]!, { k: 3, rescale_acts_by_decoder_norm: false }],
    ["jumprelu", activations[2]!, {}],
  ])("has exactly the fields of %s", (architecture, activation, own) => {
    const { metadata, ...rest } = config(activation);
    expect(rest).toEqual({ ...shared, ...own, architecture });
    expect(metadata).toMatchObject({ sae_lens_version: "6.18.0", model_name: "exampledon" });
  });

  it("notes what it is told", () => {
    const { metadata } = fromDecomposition(made({ kind: "relu" }, "none"), {
      format: "saelens",
      metadata: { hook_name: "blocks.3.hook_resid_post" },
    }).config;
    expect(metadata).toMatchObject({ hook_name: "blocks.3.hook_resid_post", model_name: "exampledon" });
  });
});

describe("what cannot be saved", () => {
  const refused = (code: string, body: () => unknown) => expect(body).toThrow(expect.objectContaining({ code }));
  it("signed codes and pursuits", () => {
    refused("missing-capability", () => exportSaeLens(made({ kind: "identity" }, "none")));
    const unbiased = createDecomposition({
      method: "test/omp",
      params: {},
      read: matrix(LATENTS, DIM, gaussian("read", LATENTS, DIM)),
      write: matrix(LATENTS, DIM, gaussian("read", LATENTS, DIM)),
      offset: new Float32Array(DIM),
      activation: { kind: "omp", k: 2, tolerance: 0, nonNegative: true },
    });
    refused("missing-capability", () => exportSaeLens(unbiased));
  });
  it("anything but TopK in sparsify", () => {
    refused("missing-capability", () => exportFolder(made({ kind: "relu" }, "none"), { format: "sparsify" }));
  });
  it("numbers beyond the range of F16", () => {
    const large = createDecomposition({
      method: "test/large",
      params: {},
      read: matrix(1, 1, Float32Array.of(1e5)),
      write: matrix(1, 1, Float32Array.of(1)),
      offset: new Float32Array(1),
      activation: { kind: "relu" },
    });
    refused("bad-param", () => exportSaeLens(large, { dtype: "F16" }));
    expect(() => exportSaeLens(large, { dtype: "BF16" })).not.toThrow();
  });
});
