import { rng } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import {
  chanceMeanMaxCosine,
  deadLatents,
  fractionOfVarianceUnexplained,
  l0,
  meanMaxCosine,
} from "@exampledon/metrics";
import type { FitPlan } from "./plan-fit.ts";

/** How well one group of planted directions was found. */
export interface GroupScore {
  readonly group: string;
  readonly features: number;
  /** Mean over features of the largest |cosine| with any component. */
  readonly mmcs: number;
  /** The same for as many random directions: the floor. */
  readonly chance: number;
}

/** Scores of a decomposition against its world, on samples that no fit sees. */
export interface FitScores {
  readonly groups: readonly GroupScore[];
  /** Fraction of variance unexplained. */
  readonly fvu: number;
  /** Mean number of active components per sample. */
  readonly l0: number;
  /** Components that are never active on the samples. */
  readonly dead: number;
  readonly samples: number;
}

/** Samples to score on: the standard error of FVU and L0 is then below 2 %. */
const SAMPLES = 4096;

/** Scores a decomposition; samples come from the seed's stream `scores`. */
export function fitScores({ run, world }: FitPlan, decomposition: Decomposition): FitScores {
  const stream = rng(run.seed).split("scores");
  const { activations } = world.sample(stream.split("samples"), SAMPLES);
  const activity = decomposition.activity(activations);
  return {
    groups: world.groups.map(({ name, directions }) => ({
      group: name,
      features: directions.rows,
      mmcs: meanMaxCosine(directions, decomposition.write).mean,
      chance: chanceMeanMaxCosine(
        { features: directions, latents: decomposition.components },
        stream.split(`chance ${name}`),
        1,
      ).mean,
    })),
    fvu: fractionOfVarianceUnexplained(activations, decomposition.reconstruct(activations)),
    l0: l0(activity),
    dead: deadLatents(activity),
    samples: SAMPLES,
  };
}
