/** How codes follow from pre-activations `h = (x − b) W_enc + b_enc`, in every format. */
export type SaeActivation =
  | { readonly kind: "relu" }
  /** `max(h, 0)` of the `k` largest h of each sample. */
  | { readonly kind: "top-k"; readonly k: number }
  /** `max(h, 0)` where h > threshold; `[latents]`. */
  | { readonly kind: "threshold"; readonly thresholds: Float32Array };

/** What a saved autoencoder or transcoder says, whatever its format. */
export interface SaeWeights {
  readonly dimIn: number;
  readonly dimOut: number;
  readonly latents: number;
  /** `[dimIn × latents]`. */
  readonly encoder: Float32Array;
  /** `[latents]`. */
  readonly encoderBias: Float32Array;
  /** `[latents × dimOut]`. */
  readonly decoder: Float32Array;
  /** `[dimOut]`. */
  readonly decoderBias: Float32Array;
  /** Whether the decoder bias is subtracted from the input. */
  readonly centred: boolean;
  readonly activation: SaeActivation;
  /** Whether h is multiplied by the lengths of decoder rows before the activation, and codes are divided by them after it. */
  readonly rescaled: boolean;
  /** Whether it maps one place of a network to another. */
  readonly transcoder: boolean;
  /** A linear map beside the latents, `[dimOut × dimIn]`. */
  readonly skip?: Float32Array | undefined;
}
