import type { Loss, LossInput } from "./loss.ts";

/** What distinguishes one trained autoencoder from another; the trainer does the rest. */
export interface Recipe<P> {
  /** Id of the method. */
  readonly id: string;
  /** Refuses parameters that do not go together. @throws `bad-param` */
  check?(params: P): void;
  /** Lengths of the first decoder rows and encoder columns. */
  initialNorms(params: P): { readonly decoder: number; readonly encoder: number };
  /** Whether decoder rows are held at unit length. */
  unitDecoder(params: P): boolean;
  /** Whether the loss asks which latents are dead. */
  needsDead(params: P): boolean;
  loss(input: LossInput, params: P): Loss;
  /** How codes follow from pre-activations scaled by decoder lengths. */
  activation(params: P): { readonly kind: "relu" } | { readonly kind: "top-k"; readonly k: number };
}
