import { gatedThresholds } from "../gated.ts";
import type { JsonObject } from "../json/parse-json.ts";
import type { SaeWeights } from "../sae-weights.ts";
import type { Safetensors } from "../safetensors/safetensors.ts";
import { checkShapes, floatsOf } from "../safetensors/state-dict.ts";
import { isTranscoder, saeLensShapes } from "./architecture.ts";
import { saeLensConfig } from "./saelens-config.ts";

/** File names of SAELens folders. */
export const SAELENS_CONFIG = "cfg.json";
export const SAELENS_WEIGHTS = "sae_weights.safetensors";

/** What a SAELens folder says. @throws `corrupt-file`, `missing-capability` */
export function readSaeLens(folder: string, config: JsonObject, weights: Safetensors): SaeWeights {
  const { architecture, d_in, d_sae, d_out, ...rest } = saeLensConfig(`${folder}${SAELENS_CONFIG}`, config);
  const where = `${folder}${SAELENS_WEIGHTS}`;
  checkShapes(where, weights, saeLensShapes(architecture, { d_in, d_sae, d_out }));
  const floats = (name: string): Float32Array => floatsOf(where, weights, name);
  const shared = {
    dimIn: d_in,
    dimOut: d_out,
    latents: d_sae,
    decoder: floats("W_dec"),
    decoderBias: floats("b_dec"),
    centred: rest.apply_b_dec_to_input,
    rescaled: rest.rescale_acts_by_decoder_norm,
    transcoder: isTranscoder(architecture),
    ...(architecture === "skip_transcoder" && { skip: floats("W_skip") }),
  };
  const encoder = floats("W_enc");
  if (architecture === "gated") {
    const gate = { gateBias: floats("b_gate"), magnitudeBias: floats("b_mag"), logScale: floats("r_mag") };
    return { ...shared, ...gatedThresholds(encoder, gate) };
  }
  const encoderBias = floats("b_enc");
  switch (architecture) {
    case "topk":
      return { ...shared, encoder, encoderBias, activation: { kind: "top-k", k: rest.k } };
    case "jumprelu":
    case "jumprelu_transcoder":
      return { ...shared, encoder, encoderBias, activation: { kind: "threshold", thresholds: floats("threshold") } };
    case "batchtopk":
    case "matryoshka_batchtopk": {
      const thresholds = new Float32Array(d_sae).fill(floats("topk_threshold")[0]!);
      return { ...shared, encoder, encoderBias, activation: { kind: "threshold", thresholds } };
    }
    default:
      return { ...shared, encoder, encoderBias, activation: { kind: "relu" } };
  }
}
