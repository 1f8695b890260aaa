import { fail } from "@exampledon/core";
import type { WriteOptions, Written } from "../format-definition.ts";
import type { SaeWeights } from "../sae-weights.ts";
import { encodeFloats } from "../safetensors/floats.ts";
import { referenceOrder } from "../safetensors/reference-order.ts";
import { type SaeLensArchitecture, saeLensShapes } from "./architecture.ts";

/** The version whose layout is written. */
const SAE_LENS_VERSION = "6.18.0";

const DTYPES = { F32: "float32", F64: "float64", F16: "float16", BF16: "bfloat16" } as const;

/** Config and tensors as SAELens saves a model for inference. @throws `missing-capability`, `bad-param` */
export function writeSaeLens(weights: SaeWeights, { dtype, metadata, provenance }: WriteOptions): Written {
  const { dimIn: d_in, latents: d_sae, dimOut: d_out, activation, centred, rescaled } = weights;
  const architecture = architectureOf(weights);
  const data: Readonly<Record<string, Float32Array | undefined>> = {
    W_enc: weights.encoder,
    b_enc: weights.encoderBias,
    W_dec: weights.decoder,
    b_dec: weights.decoderBias,
    threshold: activation.kind === "threshold" ? activation.thresholds : undefined,
    W_skip: weights.skip,
  };
  const tensors = Object.entries(saeLensShapes(architecture, { d_in, d_sae, d_out })).map(
    ([name, shape]) => [name, encodeFloats(`SAELens: ${name}`, dtype, shape, data[name]!)] as const,
  );
  return {
    config: {
      d_in,
      d_sae,
      dtype: DTYPES[dtype],
      device: "cpu",
      apply_b_dec_to_input: centred,
      normalize_activations: "none",
      reshape_activations: "none",
      ...(activation.kind === "top-k" && { k: activation.k, rescale_acts_by_decoder_norm: rescaled }),
      ...(weights.transcoder && { d_out }),
      metadata: {
        sae_lens_version: SAE_LENS_VERSION,
        sae_lens_training_version: null,
        model_name: "exampledon",
        hook_name: "activations",
        ...metadata,
        exampledon: provenance,
      },
      architecture,
    },
    weights: { tensors: referenceOrder(Object.fromEntries(tensors)) },
  };
}

function architectureOf({ activation, transcoder, skip }: SaeWeights): SaeLensArchitecture {
  const refuse = (got: string): never =>
    fail("missing-capability", {
      where: "SAELens",
      problem: "transcoders have relu or thresholds, and a skip connection only with relu",
      got,
      cure: "choose format sparsify for a TopK transcoder",
    });
  if (transcoder && activation.kind === "top-k") refuse("a TopK transcoder");
  if (skip && !(transcoder && activation.kind === "relu")) refuse("another skip connection");
  if (transcoder)
    return activation.kind === "threshold" ? "jumprelu_transcoder" : skip ? "skip_transcoder" : "transcoder";
  return ({ relu: "standard", "top-k": "topk", threshold: "jumprelu" } as const)[activation.kind];
}
