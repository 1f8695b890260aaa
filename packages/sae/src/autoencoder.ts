import type { ParamSpec, ParamsOf } from "@exampledon/core";
import { type Citation, type DecomposerDefinition, defineDecomposer } from "@exampledon/decomposer";
import type { Recipe } from "./recipe.ts";
import { trainAutoencoder } from "./train-autoencoder.ts";
import type { trainingParams } from "./training-params.ts";

/** Parameters of a sparse autoencoder: those of training and its own. */
export type AutoencoderSpec = ParamSpec & typeof trainingParams;

/** A recipe with what a method says about itself. */
export interface AutoencoderDefinition<S extends AutoencoderSpec> extends Recipe<ParamsOf<S>> {
  readonly id: `${string}/${string}`;
  readonly title: string;
  readonly summary: string;
  readonly references: readonly Citation[];
  readonly params: S;
}

/** Makes a decomposition method out of an autoencoder's loss. @throws `bad-param` on incomplete metadata */
export function defineAutoencoder<const S extends AutoencoderSpec>(
  definition: AutoencoderDefinition<S>,
): DecomposerDefinition<S> {
  const { id, title, summary, references, params } = definition;
  return defineDecomposer<S>({
    id,
    title,
    summary,
    references,
    params,
    tags: { space: "activation", stochastic: true, signed: false, usesTruth: false },
    fit: (input, values, context) => trainAutoencoder(definition, input, values, context),
  });
}
