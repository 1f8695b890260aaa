import { fail } from "@exampledon/core";
import { corrupt } from "../corrupt.ts";
import { flip } from "../flip.ts";
import type { FormatDefinition, WriteOptions, Written } from "../format-definition.ts";
import { configFields } from "../json/config-fields.ts";
import type { JsonObject } from "../json/parse-json.ts";
import { provenanceOf } from "../provenance.ts";
import type { SaeWeights } from "../sae-weights.ts";
import { encodeFloats } from "../safetensors/floats.ts";
import { referenceOrder } from "../safetensors/reference-order.ts";
import type { Safetensors } from "../safetensors/safetensors.ts";
import { checkShapes, floatsOf, type Shapes } from "../safetensors/state-dict.ts";

const CONFIG = "cfg.json";
const WEIGHTS = "sae.safetensors";

/** Folders of EleutherAI's sparsify: TopK autoencoders and transcoders between places of equal width. */
export const sparsify: FormatDefinition = {
  configFile: CONFIG,
  weightsFile: WEIGHTS,
  read,
  centres: ({ transcoder }) => !transcoder,
  write,
  provenance: (config) => provenanceOf(config.exampledon, { method: "sparsify/topk", params: config }),
};

function shapes(d: number, n: number, skip: boolean): Shapes {
  const shared = { W_dec: [n, d], b_dec: [d], "encoder.bias": [n], "encoder.weight": [n, d] };
  return skip ? { ...shared, W_skip: [d, d] } : shared;
}

function read(folder: string, config: JsonObject, weights: Safetensors): SaeWeights {
  const where = `${folder}${CONFIG}`;
  const fields = configFields(where, config);
  const d = fields.integer("d_in");
  const activation = fields.choice("activation", ["topk", "groupmax"], "topk");
  if (activation === "groupmax") {
    fail("missing-capability", { where, problem: "activation must be topk", got: activation, cure: "none is known" });
  }
  // 0 and nothing at all mean a multiple of the width.
  const given = config.num_latents === undefined ? 0 : fields.integer("num_latents", 0);
  const n = given || d * fields.integer("expansion_factor");
  const k = fields.integer("k");
  if (k > n) corrupt(where, `k must be at most ${n}`, k);
  const transcoder = fields.boolean("transcode", false);
  const skip = fields.boolean("skip_connection", false);
  const file = `${folder}${WEIGHTS}`;
  checkShapes(file, weights, shapes(d, n, skip));
  const floats = (name: string): Float32Array => floatsOf(file, weights, name);
  return {
    dimIn: d,
    dimOut: d,
    latents: n,
    encoder: flip(floats("encoder.weight"), n, d),
    encoderBias: floats("encoder.bias"),
    decoder: floats("W_dec"),
    decoderBias: floats("b_dec"),
    centred: !transcoder,
    activation: { kind: "top-k", k },
    rescaled: false,
    transcoder,
    ...(skip && { skip: floats("W_skip") }),
  };
}

function write(weights: SaeWeights, { dtype, provenance }: WriteOptions): Written {
  const { activation, dimIn: d, dimOut, latents: n, skip, transcoder } = weights;
  if (activation.kind !== "top-k" || dimOut !== d) {
    return fail("missing-capability", {
      where: "sparsify",
      problem: "the activation must be top-k, and input and output of one width",
      got: `${activation.kind}, ${d} and ${dimOut}`,
      cure: "choose format saelens",
    });
  }
  const data: Readonly<Record<string, Float32Array | undefined>> = {
    W_dec: weights.decoder,
    b_dec: weights.decoderBias,
    "encoder.bias": weights.encoderBias,
    "encoder.weight": flip(weights.encoder, d, n),
    W_skip: skip,
  };
  const tensors = Object.entries(shapes(d, n, skip !== undefined)).map(
    ([name, shape]) => [name, encodeFloats(`sparsify: ${name}`, dtype, shape, data[name]!)] as const,
  );
  return {
    config: {
      activation: "topk",
      expansion_factor: Math.max(1, Math.round(n / d)),
      // Told to the trainer only; the rows are stored as they are.
      normalize_decoder: !transcoder,
      num_latents: n,
      k: activation.k,
      multi_topk: false,
      skip_connection: skip !== undefined,
      transcode: transcoder,
      d_in: d,
      exampledon: provenance,
    },
    weights: { tensors: referenceOrder(Object.fromEntries(tensors)) },
  };
}
