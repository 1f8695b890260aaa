import { type ParamSpec, type ParamsOf, parseParams } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { NetworkDefinition } from "@exampledon/networks";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import { parseSettings, type Settings } from "../settings.ts";

/** What to decompose, as it was asked for. */
export interface ParameterFitRequest {
  readonly method: string;
  readonly network: string;
  readonly seed: number;
  /** Parameters of the method that differ from its defaults. */
  readonly settings: Settings;
  /** Parameters of the network that differ from its defaults. */
  readonly networkSettings: Settings;
}

/** Everything that decides the bits of a fit; a checkpoint continues only a run that equals it. */
export interface ParameterFitRun {
  readonly method: string;
  readonly params: ParamsOf<ParamSpec>;
  readonly network: string;
  readonly networkParams: ParamsOf<ParamSpec>;
  readonly seed: number;
}

/** A fit whose network can be built. */
export interface ParameterFitPlan {
  readonly run: ParameterFitRun;
  readonly definition: ParameterDecomposerDefinition;
  readonly network: NetworkDefinition;
}

/**
 * Looks up method and network and reads their parameters; the network is drawn from the seed's stream `network`.
 * @throws `unknown-id` naming the closest ids, `bad-param`
 */
export function planParameterFit(catalog: Catalog, request: ParameterFitRequest): ParameterFitPlan {
  const definition = findById("methods", catalog.parameterMethods ?? [], request.method);
  const network = findById("networks", catalog.networks ?? [], request.network);
  return {
    run: {
      method: definition.id,
      params: allParams(definition.id, definition.params, request.settings),
      network: network.id,
      networkParams: allParams(network.id, network.params, request.networkSettings),
      seed: request.seed,
    },
    definition,
    network,
  };
}

function allParams(where: string, spec: ParamSpec, settings: Settings): ParamsOf<ParamSpec> {
  return parseParams(where, spec, parseSettings(where, spec, settings));
}
