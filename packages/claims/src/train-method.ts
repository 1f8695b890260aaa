import type { TargetNetwork } from "@exampledon/compute";
import type { Matrix, ParamSpec, ParamsOf, Rng } from "@exampledon/core";
import {
  type ActivationSource,
  canonicalJson,
  type DecomposerDefinition,
  type Decomposition,
  decompositionFromJson,
  type FitStep,
  startFit,
} from "@exampledon/decomposer";
import { activationsOf, type World } from "@exampledon/geometry";
import type { ClaimContext } from "./contract.ts";

/** One training run of a claim. */
export interface Training {
  readonly method: DecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly world: World;
  /** What it is trained on, where that is not the world's activations. */
  readonly source?: ActivationSource;
  /** The planted directions, for methods that may see them. */
  readonly truth?: Matrix;
  /** What reads the activations, for methods that need it. */
  readonly network?: TargetNetwork;
  /** Stream of the fit; give every run of a claim its own name. */
  readonly rng: Rng;
}

/** Reports per training run: enough for a smooth curve and a prompt pause. */
const REPORTS = 40;

/**
 * Trains one method on one world, yielding its reports; steps between two reports follow from the method's `steps`.
 * With a store of fits, what was reached is kept there at every report, and a fit that is found there goes on from it.
 */
export async function* trainMethod(
  { method, params, world, source = activationsOf(world), rng, truth, network }: Training,
  { backend, signal, fits }: ClaimContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const key = fits && `${method.id} ${rng.path} ${canonicalJson(params)}`;
  const saved = key === undefined ? undefined : fits?.get(key);
  if (saved && "decomposition" in saved) return decompositionFromJson(saved.decomposition);
  const steps = Number(params.steps ?? REPORTS);
  const fit = startFit(
    method,
    { kind: "activations", source, ...(truth && { truth }), ...(network && { network }) },
    {
      params: params as Partial<ParamsOf<ParamSpec>>,
      backend,
      rng,
      signal,
      every: Math.max(1, Math.ceil(steps / REPORTS)),
      resume: saved?.checkpoint,
    },
  );
  try {
    for (;;) {
      const next = await fit.next();
      if (next.done) {
        if (key !== undefined) fits?.set(key, { decomposition: next.value.toJSON() });
        return next.value;
      }
      if (key !== undefined) fits?.set(key, { checkpoint: await next.value.checkpoint() });
      yield next.value;
    }
  } finally {
    await fit.return(undefined as never);
  }
}
