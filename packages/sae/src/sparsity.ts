import { activeTotals, div, keepTopK, linearRelu, mul, type Node, reshape, sum } from "@exampledon/compute";
import { type ChoiceField, choice, fail, type IntegerField, integer, type NumberField, number } from "@exampledon/core";
import type { Activation } from "@exampledon/decomposer";
import type { LossInput } from "./loss.ts";
import { type PenaltyCourse, penaltyParams, steerPenalty, weighPenalty } from "./penalty.ts";

/** What autoencoders can be told that are sparse either by a penalty or by a count. */
export const sparsityParams: typeof penaltyParams & {
  readonly sparsity: ChoiceField<"l1" | "top-k">;
  readonly l1Coefficient: NumberField;
  readonly k: IntegerField;
} = {
  ...penaltyParams,
  sparsity: choice({
    doc: "Whether codes are kept few by a penalty on their sum, or by keeping the k largest of a sample.",
    default: "l1",
    choices: ["l1", "top-k"],
  }),
  l1Coefficient: number({
    label: "L1 coefficient",
    doc: "Weight of the sparsity penalty, the sum of codes in lengths of their decoder rows; without effect for top-k.",
    default: 0.3,
    min: 0,
    max: 1000,
    sweep: [0.8, 0.4, 0.2, 0.1, 0.05],
  }),
  k: integer({
    doc: "Latents on per sample, at most; without effect for l1.",
    unit: "latents",
    default: 1,
    min: 1,
    max: 100_000,
  }),
};

/** How codes are kept few. */
export interface SparsityOptions extends PenaltyCourse {
  readonly sparsity: "l1" | "top-k";
  readonly l1Coefficient: number;
  readonly k: number;
}

/** What {@link sparseCodes} encodes. */
export interface SparseCodesInput {
  /** What is encoded, `[batch × in]`. */
  readonly x: Node;
  /** `[in × latents]`. */
  readonly encoder: Node;
  /** `[latents]`. */
  readonly encoderBias: Node;
  /** `[latents × out]`. */
  readonly decoder: Node;
  /** What codes are measured in, `[latents]`: lengths of decoder rows. */
  readonly lengths: Node;
}

/** Sparse codes, and what they are to be decoded with. */
export interface SparseCodes {
  /** `[batch × latents]`. */
  readonly codes: Node;
  /** `[latents × out]`. */
  readonly decoder: Node;
  /** Codes summed over the batch, `[latents]`. */
  readonly usage: Node;
  /** The penalty where there is one. */
  readonly penalties: Readonly<Record<string, Node>>;
  readonly state: NonNullable<ReturnType<typeof steerPenalty>>;
}

/**
 * Encodes, with `h = x W_enc + b_enc` and lengths ℓ. `l1`: `z = relu(h)`, penalty `λ mean_b Σ_i z_i ℓ_i`, decoder rows as they
 * are. `top-k`: `z = relu(the k largest h ℓ, else 0)`, to be decoded with rows over their ℓ, so that lengths cannot change
 * which latents win. Gradients flow through the lengths.
 */
export function sparseCodes(
  input: Pick<LossInput, "x" | "state" | "step" | "steps">,
  { x, encoder, encoderBias, decoder, lengths }: SparseCodesInput,
  options: SparsityOptions,
): SparseCodes {
  if (options.sparsity === "top-k") {
    const codes = keepTopK(linearRelu(x, mul(encoder, lengths), mul(encoderBias, lengths)), options.k);
    const rows = div(decoder, reshape(lengths, [lengths.shape[0]!, 1]));
    return { codes, decoder: rows, usage: activeTotals(codes), penalties: {}, state: {} };
  }
  const codes = linearRelu(x, encoder, encoderBias);
  const usage = activeTotals(codes);
  const l1 = weighPenalty(sum(mul(usage, lengths)), options.l1Coefficient, input, options);
  return { codes, decoder, usage, penalties: { l1 }, state: steerPenalty(codes, input, options) };
}

/** How codes follow from pre-activations in lengths of decoder rows. */
export function sparsityActivation({ sparsity, k }: Pick<SparsityOptions, "sparsity" | "k">): Activation {
  return sparsity === "top-k" ? { kind: "top-k", k } : { kind: "relu" };
}

/** Refuses more latents on than there are. @throws `bad-param` */
export function checkSparsity(
  where: string,
  { sparsity, k, latents }: Pick<SparsityOptions, "sparsity" | "k"> & { readonly latents: number },
): void {
  if (sparsity === "top-k" && k > latents) {
    fail("bad-param", {
      where,
      problem: `k must be a whole number in [1, ${latents}]`,
      got: k,
      cure: "lower k or raise latents",
    });
  }
}
