import { fail } from "@exampledon/core";
import { type RateInterval, wilsonInterval } from "./wilson-interval.ts";

/** One attempt at one point of a phase diagram. */
export interface Attempt {
  readonly x: number;
  readonly y: number;
  readonly success: boolean;
}

/** One point of a phase diagram. */
export interface GridCell extends RateInterval {
  readonly x: number;
  readonly y: number;
  readonly trials: number;
}

/** A phase diagram: success rates over two quantities. */
export interface SuccessGrid {
  /** The values of x, ascending. */
  readonly xs: readonly number[];
  /** The values of y, ascending. */
  readonly ys: readonly number[];
  /** Tried points, by y and then x. */
  readonly cells: readonly GridCell[];
}

/**
 * Collects attempts into a phase diagram with Wilson intervals at 95 %.
 * @throws `not-finite`
 */
export function successGrid(attempts: Iterable<Attempt>): SuccessGrid {
  const counts = new Map<string, { x: number; y: number; successes: number; trials: number }>();
  for (const { x, y, success } of attempts) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      fail("not-finite", { where: "successGrid", problem: "x and y must be finite", got: [x, y], cure: "check them" });
    }
    const key = `${x} ${y}`;
    const cell = counts.get(key) ?? { x, y, successes: 0, trials: 0 };
    cell.successes += Number(success);
    cell.trials++;
    counts.set(key, cell);
  }
  const ascending = (values: number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const cells = [...counts.values()]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map(({ x, y, successes, trials }) => ({ x, y, trials, ...wilsonInterval(successes, trials) }));
  return { xs: ascending(cells.map(({ x }) => x)), ys: ascending(cells.map(({ y }) => y)), cells };
}
