import { type ChoiceField, choice, fail, type ParamSpec, type ParamsOf } from "@exampledon/core";
import { type Citation, defineParameterDecomposer, type ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { apdDecomposition } from "./apd-decomposition.ts";
import { apdParams } from "./apd-params.ts";
import { type ApdStep, apdStep } from "./apd-step.ts";
import type { ComponentRecipe } from "./component-recipe.ts";
import { initialFactors } from "./initial/initial-factors.ts";
import type { Initialisation } from "./initial/initialisation.ts";
import type { LossTerms } from "./loss-term.ts";
import { mergeParams, type ParamsOfParts } from "./merge-params.ts";
import type { SiteSetup } from "./setup.ts";
import { trainComponents } from "./train-components.ts";
import { trainingParams } from "./training-params.ts";
import { multiplyOut, singularVectors } from "./whole-components.ts";

/** What an attribution-based parameter decomposition is put together from; the first initialisation is the default. */
export interface ApdParts {
  readonly terms: LossTerms<ApdStep>;
  readonly initialisations: Readonly<Record<string, Initialisation>>;
}

/** Parts with what a method says about itself. */
export interface ApdDefinition<Q extends ApdParts> {
  readonly id: `${string}/${string}`;
  readonly title: string;
  readonly summary: string;
  readonly references: readonly Citation[];
  readonly parts: Q;
  /** Whether an initialisation is told what is planted. Default false. */
  readonly usesTruth?: boolean;
}

/** Parameters of a method that is made of these parts. */
export type ApdSpec<Q extends ApdParts> = typeof trainingParams &
  typeof apdParams &
  ParamsOfParts<Q["terms"]> & {
    readonly initialisation: ChoiceField<Extract<keyof Q["initialisations"], string>>;
  };

type Chosen = typeof trainingParams & typeof apdParams & { readonly initialisation: ChoiceField<string> };

/**
 * Makes an attribution-based parameter decomposition out of loss terms and initialisations. A part of your own is an
 * entry in one of these; its parameters become the method's.
 * @throws `bad-param` when two parts name a parameter alike, or metadata is incomplete
 */
export function defineApd<const Q extends ApdParts>(
  definition: ApdDefinition<Q>,
): ParameterDecomposerDefinition<ApdSpec<Q>> {
  const { parts, ...about } = definition;
  const recipe = apdRecipe(about.id, parts);
  const starts = Object.keys(parts.initialisations);
  return defineParameterDecomposer<ParamSpec>({
    ...about,
    params: mergeParams(
      about.id,
      trainingParams,
      apdParams,
      { initialisation: choice<string>({ doc: "How components start.", default: starts[0]!, choices: starts }) },
      ...Object.values(parts.terms).map((term) => term.params as ParamSpec),
    ),
    fit: (input, params, context) => {
      const own = Object.entries(input.sites ?? {}).find(([, site]) => site.components !== undefined);
      if (own) {
        fail("bad-param", {
          where: `${about.id}: site ${own[0]}`,
          problem: "a component has a part at every site, so there are as many everywhere",
          got: own[1].components,
          cure: "set the parameter components",
        });
      }
      return trainComponents(recipe, input, params as never, context);
    },
  }) as unknown as ParameterDecomposerDefinition<ApdSpec<Q>>;
}

/** The recipe behind {@link defineApd}. */
export function apdRecipe(id: string, parts: ApdParts): ComponentRecipe<ParamsOf<Chosen>, ApdStep> {
  const rankOf =
    ({ rank }: ParamsOf<Chosen>) =>
    ({ inputs, outputs }: SiteSetup): number =>
      rank === 0 ? Math.min(inputs, outputs) : rank;
  return {
    id,
    terms: parts.terms,
    async arrays(setup, rng) {
      const { params } = setup;
      const start = parts.initialisations[params.initialisation]!;
      const factors = await initialFactors(setup, start, rankOf(params), rng);
      return params.parametrisation === "whole" ? multiplyOut(factors, params.components) : factors;
    },
    async prepare(setup, read) {
      const { parametrisation, simplicity = 0 } = setup.params as ParamsOf<Chosen> & { readonly simplicity?: number };
      return parametrisation === "whole" && simplicity !== 0 ? singularVectors(setup, await read()) : {};
    },
    step: apdStep,
    decompose: apdDecomposition,
  };
}
