import type { ParamSpec, ParamsOf } from "@exampledon/core";
import { type Citation, type DecomposerDefinition, defineDecomposer, type MethodTags } from "@exampledon/decomposer";
import type { Recipe } from "./recipe.ts";
import { trainAutoencoder } from "./train-autoencoder.ts";
import type { trainingParams } from "./training-params.ts";
import type { StandardWeight } from "./weights.ts";

/** Parameters of a sparse autoencoder: those of training and its own. */
export type AutoencoderSpec = ParamSpec & typeof trainingParams;

/** A recipe with what a method says about itself. */
export interface AutoencoderDefinition<S extends AutoencoderSpec, W extends string = StandardWeight>
  extends Recipe<ParamsOf<S>, W> {
  readonly id: `${string}/${string}`;
  readonly title: string;
  readonly summary: string;
  readonly references: readonly Citation[];
  readonly params: S;
  /** Tags that differ from those of an autoencoder of activations. */
  readonly tags?: Partial<MethodTags>;
}

/** Makes a decomposition method out of an autoencoder's arrays and loss. @throws `bad-param` on incomplete metadata */
export function defineAutoencoder<const S extends AutoencoderSpec, W extends string = StandardWeight>(
  definition: AutoencoderDefinition<S, W>,
): DecomposerDefinition<S> {
  const { id, title, summary, references, params, tags } = definition;
  return defineDecomposer<S>({
    id,
    title,
    summary,
    references,
    params,
    tags: { space: "activation", stochastic: true, signed: false, usesTruth: false, ...tags },
    fit: (input, values, context) =>
      trainAutoencoder(definition as unknown as Recipe<typeof values, string>, input, values, context),
  });
}
