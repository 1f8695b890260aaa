import { fail } from "@exampledon/core";
import { flip } from "../flip.ts";
import type { WriteOptions, Written } from "../format-definition.ts";
import type { SaeWeights } from "../sae-weights.ts";
import { encodeFloats } from "../safetensors/floats.ts";
import { encodeIntegers } from "../safetensors/integers.ts";
import { referenceOrder } from "../safetensors/reference-order.ts";
import type { StoredTensor } from "../safetensors/safetensors.ts";

/** The class that says what an activation does. */
const CLASSES = { relu: "AutoEncoder", "top-k": "AutoEncoderTopK", threshold: "JumpReluAutoEncoder" } as const;

/** Config and tensors as dictionary_learning saves them, but for the pickle around them. @throws `missing-capability`, `bad-param` */
export function writeDictionary(weights: SaeWeights, { dtype, metadata, provenance }: WriteOptions): Written {
  const { dimIn: d, latents: n, activation, encoder, encoderBias, decoder, decoderBias } = weights;
  if (weights.transcoder || weights.skip) {
    return fail("missing-capability", {
      where: "dictionary_learning",
      problem: "there must be no transcoder and no skip connection",
      got: "one",
      cure: "choose format saelens or sparsify",
    });
  }
  const floats = (name: string, shape: readonly number[], values: Float32Array): Record<string, StoredTensor> => ({
    [name]: encodeFloats(`dictionary_learning: ${name}`, dtype, shape, values),
  });
  const linear = {
    ...floats("encoder.weight", [n, d], flip(encoder, d, n)),
    ...floats("encoder.bias", [n], encoderBias),
    ...floats("decoder.weight", [d, n], flip(decoder, n, d)),
  };
  const tensors: Readonly<Record<string, StoredTensor>> =
    activation.kind === "threshold"
      ? {
          ...floats("W_enc", [d, n], encoder),
          ...floats("b_enc", [n], encoderBias),
          ...floats("W_dec", [n, d], decoder),
          ...floats("b_dec", [d], decoderBias),
          ...floats("threshold", [n], activation.thresholds),
        }
      : activation.kind === "relu"
        ? { ...linear, ...floats("bias", [d], decoderBias) }
        : {
            ...linear,
            ...floats("b_dec", [d], decoderBias),
            k: encodeIntegers([], [activation.k]),
            threshold: encodeFloats("dictionary_learning: threshold", "F32", [], Float32Array.of(-1)),
          };
  return {
    config: {
      trainer: {
        dict_class: CLASSES[activation.kind],
        activation_dim: d,
        dict_size: n,
        ...(activation.kind === "top-k" && { k: activation.k }),
        ...metadata,
      },
      buffer: {},
      exampledon: provenance,
    },
    weights: { tensors: referenceOrder(tensors) },
  };
}
