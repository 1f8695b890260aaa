import { fail, type ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition, Decomposition, FitInput, FitStep } from "./contract.ts";
import { type RunOptions, run } from "./run.ts";

/** How to run one method from several seeds. */
export interface FitSeedsOptions<S extends ParamSpec = ParamSpec>
  extends Omit<RunOptions<S>, "seed" | "rng" | "resume" | "onStep"> {
  /** At least one, none twice. */
  readonly seeds: readonly (number | string)[];
  /** Called with every report and its seed, and awaited; what it throws ends the run. */
  readonly onStep?: ((step: FitStep, seed: number | string) => void | Promise<void>) | undefined;
}

/**
 * Runs a method to its end from each seed, one after another, with the same input and parameters: what differs between
 * the results is what the seed decides. The i-th result is that of `run` with the i-th seed.
 * @throws `bad-param` when there is no seed or one is given twice; what `run` throws
 */
export async function fitSeeds<S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
  input: FitInput,
  { seeds, onStep, ...options }: FitSeedsOptions<S>,
): Promise<readonly Decomposition[]> {
  if (seeds.length === 0 || new Set(seeds).size !== seeds.length) {
    fail("bad-param", {
      where: `${definition.id}: fitSeeds`,
      problem: "seeds must be at least one, and none twice",
      got: seeds,
      cure: "pass e.g. [1, 2, 3]",
    });
  }
  const results: Decomposition[] = [];
  for (const seed of seeds) {
    results.push(await run(definition, input, { ...options, seed, onStep: (step) => onStep?.(step, seed) }));
  }
  return results;
}
