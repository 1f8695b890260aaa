import { aggregate } from "./aggregate.ts";
import type { BarsFigure, Figure, HistogramFigure, LinesFigure, PanelsFigure } from "./figure.ts";

/**
 * One figure from the figures of several seeds: heights become means, with the range over seeds as band or interval.
 * Heatmaps cannot be averaged (rows are matched anew for each seed): the first seed's is kept.
 * Figures that differ in shape (other x, other categories) leave the first seed's as it is.
 */
export function aggregateFigures(figures: readonly Figure[]): Figure {
  const first = figures[0]!;
  const same = figures.filter((figure) => figure.kind === first.kind);
  if (figures.length === 1 || same.length < figures.length) return first;
  switch (first.kind) {
    case "lines":
      return { ...first, series: mergeLines(figures as LinesFigure[]) };
    case "bars":
      return { ...first, series: mergeBars(figures as BarsFigure[]) };
    case "histogram":
      return { ...first, series: mergeHistograms(figures as HistogramFigure[]) };
    case "heatmap":
      return first;
    case "panels":
      return {
        ...first,
        figures: first.figures.map(
          (_, i) =>
            aggregateFigures(
              (figures as PanelsFigure[]).map((panel) => panel.figures[i]!),
            ) as PanelsFigure["figures"][number],
        ),
      };
  }
}

function mergeLines(figures: readonly LinesFigure[]): LinesFigure["series"] {
  return figures[0]!.series.map((series, s) => {
    const all = figures.map((figure) => figure.series[s]);
    if (all.some((other) => !other || other.name !== series.name || !sameNumbers(other.x, series.x))) return series;
    return { ...series, ...merge(all.map((other) => other!.y)) };
  });
}

function mergeBars(figures: readonly BarsFigure[]): BarsFigure["series"] {
  return figures[0]!.series.map((series, s) => {
    const all = figures.map((figure) => figure.series[s]);
    if (all.some((other) => !other || other.name !== series.name || other.y.length !== series.y.length)) return series;
    return { ...series, ...merge(all.map((other) => other!.y)) };
  });
}

function mergeHistograms(figures: readonly HistogramFigure[]): HistogramFigure["series"] {
  const first = figures[0]!;
  if (figures.some(({ edges }) => !sameNumbers(edges, first.edges))) return first.series;
  return first.series.map((series, s) => ({
    ...series,
    density: merge(figures.map((figure) => figure.series[s]!.density)).y,
  }));
}

function merge(columns: readonly (readonly number[])[]): { y: number[]; low: number[]; high: number[] } {
  const measured = columns[0]!.map((_, i) => aggregate(columns.map((column) => column[i]!)));
  return { y: measured.map((m) => m.mean), low: measured.map((m) => m.min), high: measured.map((m) => m.max) };
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
