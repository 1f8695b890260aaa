import { corrupt } from "../corrupt.ts";
import { flip } from "../flip.ts";
import { gatedThresholds } from "../gated.ts";
import type { SaeWeights } from "../sae-weights.ts";
import type { Shapes } from "../safetensors/state-dict.ts";

/** Reads tensors that were found to have their shapes. */
export interface TensorReader {
  floats(name: string): Float32Array;
  integers(name: string): readonly number[];
}

/** One `dict_class` of dictionary_learning. */
export interface DictionaryClass {
  /** Tensors of its `state_dict`; −1 stands for any extent. */
  readonly shapes: (d: number, n: number) => Shapes;
  readonly centred: boolean;
  /** Arrays in our orientation. */
  readonly read: (
    tensors: TensorReader,
    d: number,
    n: number,
  ) => Pick<SaeWeights, "encoder" | "encoderBias" | "decoder" | "decoderBias" | "activation">;
}

const linear = (d: number, n: number): Shapes => ({
  "decoder.weight": [d, n],
  "encoder.bias": [n],
  "encoder.weight": [n, d],
});
const parameters = (d: number, n: number): Shapes => ({ W_dec: [n, d], W_enc: [d, n], b_dec: [d], b_enc: [n] });

function linearArrays({ floats }: TensorReader, bias: string, d: number, n: number) {
  return {
    encoder: flip(floats("encoder.weight"), n, d),
    encoderBias: floats("encoder.bias"),
    decoder: flip(floats("decoder.weight"), d, n),
    decoderBias: floats(bias),
  };
}

function parameterArrays({ floats }: TensorReader) {
  return {
    encoder: floats("W_enc"),
    encoderBias: floats("b_enc"),
    decoder: floats("W_dec"),
    decoderBias: floats("b_dec"),
  };
}

/** One threshold for all latents; −1, which says that none was set, keeps every positive code. */
function oneThreshold({ floats }: TensorReader, n: number): SaeWeights["activation"] {
  return { kind: "threshold", thresholds: new Float32Array(n).fill(floats("threshold")[0]!) };
}

/** Every class that can be read, by name. */
export const dictionaryClasses: Readonly<Record<string, DictionaryClass>> = {
  AutoEncoder: {
    shapes: (d, n) => ({ bias: [d], ...linear(d, n) }),
    centred: true,
    read: (tensors, d, n) => ({ ...linearArrays(tensors, "bias", d, n), activation: { kind: "relu" } }),
  },
  AutoEncoderNew: {
    shapes: (d, n) => ({ "decoder.bias": [d], ...linear(d, n) }),
    centred: false,
    read: (tensors, d, n) => ({ ...linearArrays(tensors, "decoder.bias", d, n), activation: { kind: "relu" } }),
  },
  AutoEncoderTopK: {
    shapes: (d, n) => ({ b_dec: [d], ...linear(d, n), k: [], threshold: [] }),
    centred: true,
    read: (tensors, d, n) => ({
      ...linearArrays(tensors, "b_dec", d, n),
      activation: { kind: "top-k", k: tensors.integers("k")[0]! },
    }),
  },
  BatchTopKSAE: {
    shapes: (d, n) => ({ b_dec: [d], ...linear(d, n), k: [], threshold: [] }),
    centred: true,
    read: (tensors, d, n) => ({ ...linearArrays(tensors, "b_dec", d, n), activation: oneThreshold(tensors, n) }),
  },
  MatryoshkaBatchTopKSAE: {
    shapes: (d, n) => ({ ...parameters(d, n), k: [], threshold: [], group_sizes: [-1] }),
    centred: true,
    read: (tensors, _, n) => {
      const sizes = tensors.integers("group_sizes");
      const sum = sizes.reduce((total, size) => total + size, 0);
      if (sum !== n) corrupt("group_sizes", `the sizes must add up to ${n}`, sizes);
      return { ...parameterArrays(tensors), activation: oneThreshold(tensors, n) };
    },
  },
  JumpReluAutoEncoder: {
    shapes: (d, n) => ({ ...parameters(d, n), threshold: [n] }),
    centred: false,
    read: (tensors) => ({
      ...parameterArrays(tensors),
      activation: { kind: "threshold", thresholds: tensors.floats("threshold") },
    }),
  },
  GatedAutoEncoder: {
    shapes: (d, n) => ({
      "decoder.weight": [d, n],
      decoder_bias: [d],
      "encoder.weight": [n, d],
      gate_bias: [n],
      mag_bias: [n],
      r_mag: [n],
    }),
    centred: true,
    read: ({ floats }, d, n) => ({
      decoder: flip(floats("decoder.weight"), d, n),
      decoderBias: floats("decoder_bias"),
      ...gatedThresholds(flip(floats("encoder.weight"), n, d), {
        gateBias: floats("gate_bias"),
        magnitudeBias: floats("mag_bias"),
        logScale: floats("r_mag"),
      }),
    }),
  },
};
