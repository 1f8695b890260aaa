import type { PlannedRun } from "./plan-runs.ts";

/** Some seeds of a planned run: the smallest piece of work that is handed out. */
export interface ClaimTask {
  readonly run: PlannedRun;
  /** Position of its first seed among those of the run. */
  readonly offset: number;
  readonly seeds: readonly number[];
  /** Its share in the progress: rough, in draws of a closed form. */
  readonly weight: number;
}

/** Tasks that the draws of a closed form are split into: enough for the last ones to end at about the same time. */
const PARTS = 8;

/** Draws of a closed form that take about as long as one training. */
const DRAWS_PER_TRAINING = 200;

/** Splits runs into tasks, in the order of the runs: one for each training, a few for the draws of a closed form. */
export function planTasks(runs: readonly PlannedRun[]): readonly ClaimTask[] {
  return runs.flatMap((run) => {
    const { trained } = run.claim;
    const length = trained ? 1 : Math.ceil(run.seeds.length / PARTS);
    const tasks: ClaimTask[] = [];
    for (let offset = 0; offset < run.seeds.length; offset += length) {
      const seeds = run.seeds.slice(offset, offset + length);
      tasks.push({ run, offset, seeds, weight: seeds.length * (trained ? DRAWS_PER_TRAINING : 1) });
    }
    return tasks;
  });
}

/** The tasks in an order in which several cores end together: trainings before draws, otherwise as they were. */
export function longestFirst(tasks: readonly ClaimTask[]): ClaimTask[] {
  return [...tasks].sort((a, b) => Number(b.run.claim.trained) - Number(a.run.claim.trained));
}
