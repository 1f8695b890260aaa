import { type ParamSpec, type ParamsOf, parseParams, rng } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import type { World, WorldDefinition } from "@exampledon/geometry";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import { parseSettings, type Settings } from "../settings.ts";

/** What to fit, as it was asked for. */
export interface FitRequest {
  readonly method: string;
  readonly world: string;
  readonly seed: number;
  /** Parameters of the method that differ from its defaults. */
  readonly settings: Settings;
  /** Parameters of the world that differ from its defaults. */
  readonly worldSettings: Settings;
}

/** Everything that decides the bits of a fit; a checkpoint continues only a run that equals it. */
export interface FitRun {
  readonly method: string;
  readonly params: ParamsOf<ParamSpec>;
  readonly world: string;
  readonly worldParams: ParamsOf<ParamSpec>;
  readonly seed: number;
}

/** A fit that is ready to start. */
export interface FitPlan {
  readonly run: FitRun;
  readonly definition: DecomposerDefinition;
  readonly world: World;
}

/**
 * Looks up method and world, reads their parameters and builds the world from the seed's stream `world`.
 * @throws `unknown-id` naming the closest ids, `bad-param`
 */
export function planFit(catalog: Catalog, request: FitRequest): FitPlan {
  const definition = findById("methods", catalog.methods, request.method);
  const worldDefinition: WorldDefinition = findById("worlds", catalog.worlds, request.world);
  const params = allParams(definition.id, definition.params, request.settings);
  const worldParams = allParams(worldDefinition.id, worldDefinition.params, request.worldSettings);
  return {
    run: { method: definition.id, params, world: worldDefinition.id, worldParams, seed: request.seed },
    definition,
    world: worldDefinition.build(rng(request.seed).split("world"), worldParams),
  };
}

function allParams(where: string, spec: ParamSpec, settings: Settings): ParamsOf<ParamSpec> {
  return parseParams(where, spec, parseSettings(where, spec, settings));
}
