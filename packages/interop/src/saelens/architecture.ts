import type { Shapes } from "../safetensors/state-dict.ts";

/** Sizes of a SAELens model, by the names of its config. */
export interface SaeLensSizes {
  readonly d_in: number;
  readonly d_sae: number;
  readonly d_out: number;
}

type ShapesOf = (sizes: SaeLensSizes) => Shapes;

const plain: ShapesOf = ({ d_in, d_sae, d_out }) => ({
  W_dec: [d_sae, d_out],
  W_enc: [d_in, d_sae],
  b_dec: [d_out],
  b_enc: [d_sae],
});
const jump: ShapesOf = (sizes) => ({ ...plain(sizes), threshold: [sizes.d_sae] });
const batch: ShapesOf = (sizes) => ({ ...plain(sizes), topk_threshold: [] });

/** What `architecture` of a config may say. */
export type SaeLensArchitecture =
  | "standard"
  | "topk"
  | "jumprelu"
  | "gated"
  | "batchtopk"
  | "matryoshka_batchtopk"
  | "transcoder"
  | "skip_transcoder"
  | "jumprelu_transcoder";

/** The tensors of each architecture: exactly those that its `load_state_dict` asks for. */
const ARCHITECTURES: Readonly<Record<SaeLensArchitecture, ShapesOf>> = {
  standard: plain,
  topk: plain,
  jumprelu: jump,
  gated: (sizes) => {
    const { b_enc, ...shared } = plain(sizes);
    return { ...shared, b_gate: b_enc!, b_mag: b_enc!, r_mag: b_enc! };
  },
  // Written by training checkpoints only; an exported one is a jumprelu.
  batchtopk: batch,
  matryoshka_batchtopk: batch,
  transcoder: plain,
  skip_transcoder: (sizes) => ({ ...plain(sizes), W_skip: [sizes.d_out, sizes.d_in] }),
  jumprelu_transcoder: jump,
};

/** Every architecture that can be read. */
export const saeLensArchitectures = Object.keys(ARCHITECTURES) as readonly SaeLensArchitecture[];

/** Shapes of the tensors of a model, by name. */
export function saeLensShapes(architecture: SaeLensArchitecture, sizes: SaeLensSizes): Shapes {
  return ARCHITECTURES[architecture](sizes);
}

/** Whether an architecture maps one place of a network to another. */
export function isTranscoder(architecture: SaeLensArchitecture): boolean {
  return architecture.endsWith("transcoder");
}
