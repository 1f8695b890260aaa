import type { ParamSpec, ParamsOf, Rng } from "@exampledon/core";
import { type DecomposerDefinition, type Decomposition, type FitStep, startFit } from "@exampledon/decomposer";
import { activationsOf, type World } from "@exampledon/geometry";
import type { ClaimContext } from "./contract.ts";

/** One training run of a claim. */
export interface Training {
  readonly method: DecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly world: World;
  /** Stream of the fit; give every run of a claim its own name. */
  readonly rng: Rng;
}

/** Reports per training run: enough for a smooth curve and a prompt pause. */
const REPORTS = 40;

/** Trains one method on one world, yielding its reports; steps between two reports follow from the method's `steps`. */
export function trainMethod(
  { method, params, world, rng }: Training,
  { backend, signal }: ClaimContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const steps = Number(params.steps ?? REPORTS);
  return startFit(
    method,
    { kind: "activations", source: activationsOf(world) },
    {
      params: params as Partial<ParamsOf<ParamSpec>>,
      backend,
      rng,
      signal,
      every: Math.max(1, Math.ceil(steps / REPORTS)),
    },
  );
}
