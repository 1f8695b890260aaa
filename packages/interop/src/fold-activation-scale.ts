import { fail } from "@exampledon/core";
import { isFloatDtype } from "./safetensors/dtype.ts";
import { encodeFloats } from "./safetensors/floats.ts";
import { floatsOf } from "./safetensors/state-dict.ts";
import type { SavedSae } from "./saved-sae.ts";

/** What a factor on the activations does to each tensor of SAELens: thresholds and encoder biases stay. */
const EXPONENTS = { W_enc: 1, W_dec: -1, b_dec: -1 } as const;

/**
 * Makes a SAELens model that was trained on activations times `scale` one of plain activations, whose `normalize_activations`
 * is `none`: `W_enc · s`, `W_dec / s`, `b_dec / s`.
 * @throws `bad-param` when the scale is no number > 0, or the model is none that wants it
 */
export function foldActivationScale(saved: SavedSae, scale: number): SavedSae {
  const { format, config, weights } = saved;
  const wants = format === "saelens" && config.normalize_activations === "expected_average_only_in";
  if (!wants || !(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    fail("bad-param", {
      where: "foldActivationScale",
      problem: "must be a SAELens model with normalize_activations expected_average_only_in, and a scale > 0",
      got: `${format}, ${String(config.normalize_activations)}, ${scale}`,
      cure: "fold once only, and pass sqrt(d_in) over the mean length of the activations",
    });
  }
  const tensors = new Map(weights.tensors);
  for (const [name, exponent] of Object.entries(EXPONENTS)) {
    const tensor = tensors.get(name);
    if (!tensor || !isFloatDtype(tensor.dtype)) continue;
    const values = floatsOf("foldActivationScale", weights, name).map((value) => value * scale ** exponent);
    tensors.set(name, encodeFloats(`foldActivationScale: ${name}`, tensor.dtype, tensor.shape, values));
  }
  return { format, config: { ...config, normalize_activations: "none" }, weights: { ...weights, tensors } };
}
