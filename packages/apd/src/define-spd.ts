import { type ChoiceField, choice, type ParamSpec, type ParamsOf } from "@exampledon/core";
import { type Citation, defineParameterDecomposer, type ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { ComponentRecipe } from "./component-recipe.ts";
import type { ImportanceFunction } from "./importance/importance-function.ts";
import { initialFactors } from "./initial/initial-factors.ts";
import type { Initialisation } from "./initial/initialisation.ts";
import type { LossTerms, NamedArray } from "./loss-term.ts";
import type { MaskSource } from "./masks/mask-source.ts";
import { mergeParams, type ParamsOfParts } from "./merge-params.ts";
import type { SiteSetup } from "./setup.ts";
import { spdDecomposition } from "./spd-decomposition.ts";
import { spdParams } from "./spd-params.ts";
import { type SpdStep, spdStep } from "./spd-step.ts";
import { trainComponents } from "./train-components.ts";
import { trainingParams } from "./training-params.ts";

/** What a stochastic parameter decomposition is put together from; of each registry the first entry is the default. */
export interface SpdParts {
  readonly terms: LossTerms<SpdStep>;
  readonly importanceFunctions: Readonly<Record<string, ImportanceFunction<never> | ImportanceFunction>>;
  readonly maskSources: Readonly<Record<string, MaskSource<never> | MaskSource>>;
  readonly initialisations: Readonly<Record<string, Initialisation>>;
}

/** Parts with what a method says about itself. */
export interface SpdDefinition<Q extends SpdParts> {
  readonly id: `${string}/${string}`;
  readonly title: string;
  readonly summary: string;
  readonly references: readonly Citation[];
  readonly parts: Q;
  /** Whether an initialisation is told what is planted. Default false. */
  readonly usesTruth?: boolean;
}

/** Parameters of a method that is made of these parts. */
export type SpdSpec<Q extends SpdParts> = typeof trainingParams &
  typeof spdParams &
  ParamsOfParts<Q["terms"]> &
  ParamsOfParts<Q["importanceFunctions"]> &
  ParamsOfParts<Q["maskSources"]> & {
    readonly importanceFunction: ChoiceField<Extract<keyof Q["importanceFunctions"], string>>;
    readonly maskSource: ChoiceField<Extract<keyof Q["maskSources"], string>>;
    readonly initialisation: ChoiceField<Extract<keyof Q["initialisations"], string>>;
  };

type Chosen = typeof trainingParams &
  typeof spdParams & {
    readonly importanceFunction: ChoiceField<string>;
    readonly maskSource: ChoiceField<string>;
    readonly initialisation: ChoiceField<string>;
  };

/**
 * Makes a stochastic parameter decomposition out of loss terms, importance functions, mask sources and initialisations.
 * A part of your own is an entry in one of these; its parameters become the method's.
 * @throws `bad-param` when two parts name a parameter alike, or metadata is incomplete
 */
export function defineSpd<const Q extends SpdParts>(
  definition: SpdDefinition<Q>,
): ParameterDecomposerDefinition<SpdSpec<Q>> {
  const { parts, ...about } = definition;
  const recipe = spdRecipe(about.id, parts);
  return defineParameterDecomposer<ParamSpec>({
    ...about,
    params: specOf(about.id, parts),
    fit: (input, params, context) => trainComponents(recipe, input, params as never, context),
  }) as unknown as ParameterDecomposerDefinition<SpdSpec<Q>>;
}

/** The recipe behind {@link defineSpd}. */
export function spdRecipe(id: string, parts: SpdParts): ComponentRecipe<ParamsOf<Chosen>, SpdStep> {
  const importanceOf = (params: ParamsOf<Chosen>): ImportanceFunction =>
    parts.importanceFunctions[params.importanceFunction] as ImportanceFunction;
  return {
    id,
    terms: parts.terms,
    async arrays(setup, rng) {
      const factors = await initialFactors(setup, parts.initialisations[setup.params.initialisation]!, () => 1, rng);
      const gates = setup.sites.map((site) =>
        gateNames(
          site,
          importanceOf(setup.params).arrays(
            { ...site, rng: rng.split("gate").split(site.name) },
            setup.params as never,
          ),
        ),
      );
      return Object.assign({}, factors, ...gates) as Record<string, NamedArray>;
    },
    step: (input) => {
      const { params } = input.setup;
      return spdStep(input, importanceOf(params), parts.maskSources[params.maskSource] as MaskSource);
    },
    decompose: (setup, arrays) =>
      spdDecomposition(setup, setup.params.importanceFunction, importanceOf(setup.params), arrays),
  };
}

function gateNames(site: SiteSetup, arrays: Readonly<Record<string, NamedArray>>): Record<string, NamedArray> {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [`gate.${site.name}.${name}`, array]));
}

function specOf(id: string, { terms, importanceFunctions, maskSources, initialisations }: SpdParts): ParamSpec {
  const chosen = (doc: string, registry: Readonly<Record<string, unknown>>): ChoiceField => {
    const choices = Object.keys(registry);
    return choice<string>({ doc, default: choices[0]!, choices });
  };
  const paramsOf = (registry: Readonly<Record<string, { readonly params: ParamSpec }>>): ParamSpec[] =>
    Object.values(registry).map(({ params }) => params);
  return mergeParams(
    id,
    trainingParams,
    spdParams,
    {
      initialisation: chosen("How components start.", initialisations),
      importanceFunction: chosen("How importances follow from what a site reads.", importanceFunctions),
      maskSource: chosen("How masks are drawn between importance and 1.", maskSources),
    },
    ...paramsOf(terms),
    ...paramsOf(importanceFunctions),
    ...paramsOf(maskSources),
  );
}
