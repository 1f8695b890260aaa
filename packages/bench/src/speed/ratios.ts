import { type ContestantSpec, PYTORCH } from "./contestants.ts";
import type { Ratio, Timing } from "./result.ts";

/**
 * How many times as fast as PyTorch each contestant is in one cell: those on one thread against PyTorch with one thread
 * for OpenMP and BLAS, those on two against the fastest of PyTorch's settings; once for each of PyTorch's programs.
 */
export function ratiosOf(
  cell: string,
  timings: readonly Timing[],
  contestants: readonly ContestantSpec[],
): readonly Ratio[] {
  const spec = new Map(contestants.map((contestant) => [contestant.id, contestant]));
  const torch = timings.filter(({ contestant }) => spec.get(contestant)?.family === PYTORCH);
  const others = timings.filter((timing) => !torch.includes(timing));
  return [...new Set(torch.map(({ variant }) => variant))].flatMap((variant) =>
    others.flatMap(({ contestant, median }) => {
      const { threads } = spec.get(contestant)!;
      const rivals = torch.filter(
        (timing) => timing.variant === variant && (threads > 1 || spec.get(timing.contestant)!.threads === 1),
      );
      const best = [...rivals].sort((a, b) => a.median - b.median)[0];
      return best
        ? [{ cell, contestant, variant, threads, ratio: best.median / median, against: best.contestant }]
        : [];
    }),
  );
}
