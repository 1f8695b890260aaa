import { fail } from "@exampledon/core";

/** Factor on the learning rate at a step (from 0) of a run of `total` steps. */
export type Schedule = (step: number, total: number) => number;

/** Always 1. */
export function constant(): Schedule {
  return () => 1;
}

/**
 * Rises linearly to 1 over the first `share` of the run: `(step + 1) / warm-up steps`, then 1.
 * @throws `bad-param` when share is outside [0, 1]
 */
export function linearWarmup(share: number): Schedule {
  checkShare("linearWarmup", share);
  return (step, total) => Math.min(1, (step + 1) / Math.max(1, Math.round(share * total)));
}

/**
 * 1, then linear towards 0 over the last `share` of the run; it would reach 0 at the step after the last.
 * @throws `bad-param` when share is outside [0, 1]
 */
export function linearDecay(share: number): Schedule {
  checkShare("linearDecay", share);
  return (step, total) => Math.max(0, Math.min(1, (total - step) / Math.max(1, Math.round(share * total))));
}

/** Half a cosine: `½(1 + cos(π · step / total))`, from 1 towards 0. */
export function cosine(): Schedule {
  return (step, total) => 0.5 * (1 + Math.cos((Math.PI * Math.min(step, total)) / total));
}

/** A quarter of a cosine: `cos(½π · step / total)`, from 1 towards 0; long near 1. What APD and SPD call cosine. */
export function quarterCosine(): Schedule {
  return (step, total) => Math.cos((0.5 * Math.PI * Math.min(step, total)) / total);
}

/** The product of schedules, e.g. a warm-up and a decay. */
export function combine(...schedules: readonly Schedule[]): Schedule {
  return (step, total) => schedules.reduce((factor, schedule) => factor * schedule(step, total), 1);
}

function checkShare(where: string, share: number): void {
  if (!(share >= 0 && share <= 1)) {
    fail("bad-param", {
      where,
      problem: "the share of the run must be in [0, 1]",
      got: share,
      cure: "pass e.g. 0.2 for the fifth of the run",
    });
  }
}
