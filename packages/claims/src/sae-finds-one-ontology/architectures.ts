import type { DecomposerDefinition } from "@exampledon/decomposer";
import { batchTopK, gated, jumpRelu, l1, matryoshka, topK } from "@exampledon/sae";

/** How sparse an SAE is asked to be, in the terms of the architectures. */
export interface Sparsity {
  /** Weight of penalties on the size of codes. */
  readonly l1Coefficient: number;
  /** Weight of penalties on the number of codes. */
  readonly l0Coefficient: number;
  /** Most features on at once. */
  readonly most: number;
  /** Mean number of features on at once. */
  readonly mean: number;
}

/** A kind of SAE, and which of its parameters make it as sparse as asked. */
export interface Architecture {
  readonly title: string;
  readonly method: DecomposerDefinition;
  params(sparsity: Sparsity, latents: number): Readonly<Record<string, unknown>>;
}

const ofPenalty = ({ l1Coefficient }: Sparsity): Readonly<Record<string, unknown>> => ({ l1Coefficient });
const ofMost = ({ most }: Sparsity, latents: number): Readonly<Record<string, unknown>> => ({
  k: Math.min(most, latents),
});
const ofMean = ({ mean }: Sparsity, latents: number): Readonly<Record<string, unknown>> => ({
  k: Math.min(mean, latents),
});

/** How many times the L1 SAE's penalty the gated one has. */
const GATED_PENALTY = 10 / 3;

/** The architectures compared, by the prefix of their values. */
export const ARCHITECTURES: Readonly<Record<string, Architecture>> = {
  l1: { title: "L1", method: l1 as unknown as DecomposerDefinition, params: ofPenalty },
  topK: { title: "TopK", method: topK as unknown as DecomposerDefinition, params: ofMost },
  batchTopK: { title: "BatchTopK", method: batchTopK as unknown as DecomposerDefinition, params: ofMean },
  jumpRelu: {
    title: "JumpReLU",
    method: jumpRelu as unknown as DecomposerDefinition,
    params: ({ l0Coefficient }) => ({ l0Coefficient }),
  },
  gated: {
    title: "gated",
    method: gated as unknown as DecomposerDefinition,
    // Its penalty falls on the gates alone, whose codes carry no magnitudes; it can and must be larger.
    params: ({ l1Coefficient }) => ({ l1Coefficient: l1Coefficient * GATED_PENALTY }),
  },
  matryoshka: { title: "Matryoshka", method: matryoshka as unknown as DecomposerDefinition, params: ofMean },
};
