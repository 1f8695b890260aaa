import type { Backend } from "@exampledon/compute";
import { isExampledonError, rng, stackRows } from "@exampledon/core";
import { type Checkpoint, type Decomposition, type FitStep, sourceOf, startFit } from "@exampledon/decomposer";
import { breather } from "../breathe.ts";
import type { FitPlan } from "./plan-fit.ts";

/** How to drive a fit. */
export interface RunFitOptions {
  readonly backend: Backend;
  readonly signal: AbortSignal;
  /** Steps between two reports; the method's default when left out. */
  readonly every?: number | undefined;
  readonly resume?: Checkpoint | undefined;
  /** Reports between two checkpoints; none are taken when left out. */
  readonly checkpointEvery?: number | undefined;
  /** Keeps a checkpoint. */
  save(checkpoint: Checkpoint): Promise<void>;
  report(step: FitStep): void;
}

/**
 * Runs a fit on activations of its world, from the seed's stream `fit`. Which reports are asked for and where it was
 * interrupted do not change its bits.
 * @returns the decomposition; undefined when the signal ended it, after a last checkpoint if any are taken
 */
export async function runFit(
  { definition, world, run }: FitPlan,
  { backend, signal, every, resume, checkpointEvery, save, report }: RunFitOptions,
): Promise<Decomposition | undefined> {
  const steps = startFit(
    definition,
    {
      kind: "activations",
      source: sourceOf(world),
      truth: stackRows(...world.groups.map(({ directions }) => directions)),
    },
    { backend, params: run.params, rng: rng(run.seed).split("fit"), signal, every, resume },
  );
  const breathe = breather();
  let reports = 0;
  try {
    for (;;) {
      const next = await steps.next();
      if (next.done) return next.value;
      const step = next.value;
      report(step);
      await breathe();
      reports++;
      const due = checkpointEvery !== undefined && (reports % checkpointEvery === 0 || signal.aborted);
      if (due && step.step < step.total) await save(await step.checkpoint());
    }
  } catch (error) {
    if (isExampledonError(error, "aborted") && signal.aborted) return undefined;
    throw error;
  }
}
