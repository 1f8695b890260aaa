import type { HistogramFigure } from "./figure.ts";

/** What to count, and in which bins. */
export interface HistogramInput {
  readonly title: string;
  readonly summary: string;
  /** Label of the horizontal axis. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly bins: number;
  readonly samples: readonly { readonly name: string; readonly values: ArrayLike<number> }[];
}

/** Densities over equal bins; a density integrates to the share of its values that lie inside [low, high). */
export function histogram({ title, summary, label, low, high, bins, samples }: HistogramInput): HistogramFigure {
  const width = (high - low) / bins;
  return {
    kind: "histogram",
    title,
    summary,
    x: { label },
    edges: Array.from({ length: bins + 1 }, (_, i) => low + i * width),
    series: samples.map(({ name, values }) => {
      const counts = new Array<number>(bins).fill(0);
      for (let i = 0; i < values.length; i++) {
        const bin = Math.floor((values[i]! - low) / width);
        if (bin >= 0 && bin < bins) counts[bin]!++;
      }
      return { name, density: counts.map((count) => count / (values.length * width)) };
    }),
  };
}
