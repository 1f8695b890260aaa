import type { Ratio, SpeedResult, StepCell } from "./result.ts";
import { NETWORK_METHOD } from "./settings.ts";

/** How many times as fast as PyTorch a step shall be. */
export interface Goal {
  readonly method: string;
  readonly batch: number;
  readonly dim: number;
  readonly latents: number;
  readonly threads: number;
  /** Which of PyTorch's programs is meant; empty for the plain one. */
  readonly variant: string;
  readonly ratio: number;
}

/** A goal beside what was measured with the fastest of this project's own contestants. */
export interface GoalReading extends Goal {
  /** The step in words. */
  readonly name: string;
  /** Ratio at the start of training. */
  readonly start: Ratio | undefined;
  /** Ratio after some training, when fewer codes are on: the state that most steps of a run are in. */
  readonly later: Ratio | undefined;
  readonly reached: boolean;
}

const small = { batch: 256, dim: 20, latents: 100, threads: 2, variant: "", ratio: 8 };
const middle = { batch: 1024, dim: 50, latents: 1000, threads: 2, variant: "" };
const wide = { batch: 1024, dim: 64, latents: 4096, threads: 2, variant: "" };

/** What this project aims at. */
export const goals: readonly Goal[] = [
  { method: "sae/l1", ...small },
  { method: "sae/top-k", ...small },
  { method: "sae/l1", ...middle, ratio: 2.5 },
  { method: "sae/l1", ...wide, ratio: 2 },
  { method: "sae/top-k", ...middle, ratio: 4 },
  { method: "sae/top-k", ...middle, variant: "embedding_bag", ratio: 3 },
  { method: "sae/top-k", ...wide, ratio: 5 },
  { method: "sae/top-k", ...wide, variant: "embedding_bag", ratio: 4 },
  { method: "sae/l1", ...middle, threads: 1, ratio: 1.4 },
  { method: "sae/top-k", ...middle, threads: 1, ratio: 2.5 },
  { method: NETWORK_METHOD, batch: 128, dim: 10, latents: 220, threads: 2, variant: "", ratio: 3 },
];

/** Every goal whose step was timed, with what was measured. */
export function goalReadings({ steps, ratios }: Pick<SpeedResult, "steps" | "ratios">): readonly GoalReading[] {
  return goals.flatMap((goal) => {
    const cells = steps.filter((cell) => isOf(goal, cell)).sort((a, b) => a.trained - b.trained);
    if (cells.length === 0) return [];
    const best = (cell: StepCell | undefined): Ratio | undefined =>
      ratios
        .filter((ratio) => cell && ratio.cell === cell.id && OWN.test(ratio.contestant))
        .filter(({ threads, variant }) => threads === goal.threads && variant === goal.variant)
        .sort((a, b) => b.ratio - a.ratio)[0];
    const [start, later] = [best(cells[0]), cells.length > 1 ? best(cells.at(-1)) : undefined];
    const { method, batch, dim, latents, variant } = goal;
    const name = `${method}, batch ${batch}, ${dim} → ${latents}${variant && `, against ${variant}`}`;
    return [{ ...goal, name, start, later, reached: ((later ?? start)?.ratio ?? 0) >= goal.ratio }];
  });
}

/** The goals are those of the embedded backend. */
const OWN = /^cpu /;

function isOf(goal: Goal, { method, batch, dim, latents }: StepCell): boolean {
  return method === goal.method && batch === goal.batch && dim === goal.dim && latents === goal.latents;
}
