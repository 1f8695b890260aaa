import type { ParameterBoardResult, ParameterBoardRow } from "./contract.ts";
import { meetsBar } from "./parameter-board-of.ts";

/** A row that misses a bar with some seed, and what the start at the truth says of it. */
export interface MissedRow {
  readonly row: ParameterBoardRow;
  /** Values whose bar some seed misses. */
  readonly bars: readonly string[];
  /** Seeds that miss a bar. */
  readonly seeds: readonly number[];
  /** Of these, those whose loss ended above that from the truth with the same seed: the optimiser stopped short. */
  readonly above: readonly number[];
  /** Of these, those that ended at or below it: the objective is as content with what was found. */
  readonly below: readonly number[];
  /** Mean over {@link seeds} of the loss over that from the truth. */
  readonly ratio?: number;
  /** Seeds that meet every bar from the truth. */
  readonly truthMeets?: number;
}

/** Share by which a loss must be above another one to count as above: batches are the same, rounding and masks are not. */
const MARGIN = 0.01;

/**
 * The rows that miss a bar, each with its final losses beside those of the start at the planted mechanisms, seed by seed on
 * the same batches: a loss above it is a failure of optimisation, one below it a preference of the objective.
 */
export function explainMisses({ rows, seeds }: Pick<ParameterBoardResult, "rows" | "seeds">): readonly MissedRow[] {
  return rows
    .filter(({ bars, meets }) => bars.length > 0 && meets < seeds.length)
    .map((row) => {
      const missing = seeds.filter((_, i) => !row.bars.every((bar) => meetsBar(row.samples[bar.value]?.[i], bar)));
      const truth = row.start === "truth" ? undefined : truthOf(rows, row);
      const ratios = new Map(
        missing.flatMap((seed): [number, number][] => {
          const at = seeds.indexOf(seed);
          const [own, theirs] = [row.samples.loss?.[at], truth?.samples.loss?.[at]];
          return own === undefined || theirs === undefined ? [] : [[seed, own / theirs]];
        }),
      );
      const all = [...ratios.values()];
      return {
        row,
        bars: row.bars.filter(({ met }) => met < seeds.length).map(({ value }) => value),
        seeds: missing,
        above: missing.filter((seed) => ratios.get(seed)! > 1 + MARGIN),
        below: missing.filter((seed) => ratios.get(seed)! <= 1 + MARGIN),
        ...(all.length > 0 && { ratio: all.reduce((sum, ratio) => sum + ratio, 0) / all.length }),
        ...(truth && { truthMeets: truth.meets }),
      };
    });
}

/** The row of the same network and objective that starts at the truth. */
function truthOf(rows: readonly ParameterBoardRow[], row: ParameterBoardRow): ParameterBoardRow | undefined {
  return rows.find(
    ({ network, method, start }) => network === row.network && start === "truth" && method === `${row.method}-oracle`,
  );
}
