import type { Matrix } from "@exampledon/core";
import type { BarsFigure, HeatmapFigure, LinesFigure, PanelsFigure } from "../figure.ts";
import type { DemoScore } from "./score.ts";

/** What is known of a run so far. */
export interface DemoState {
  readonly steps: readonly number[];
  readonly scores: readonly DemoScore[];
  /** Cosines of mechanisms and components, see `matchTable`. */
  readonly table: Matrix | undefined;
  /** Components needed per input, and mechanisms at work; at the end. */
  readonly sparsity?: { readonly l0: number; readonly firing: number };
}

/** Mechanisms found while a method learns, each against every component, and how many are needed at once. */
export function parameterDemoFigure(title: string, { steps, scores, table, sparsity }: DemoState): PanelsFigure {
  const last = scores.at(-1);
  const curves: LinesFigure = {
    kind: "lines",
    title: "Mechanisms found while learning",
    summary: last
      ? `${(100 * last.recovered).toFixed(0)} % of the mechanisms have a component of their own; mean cosine ${last.match.toFixed(2)}.`
      : "Nothing is learned yet.",
    x: { label: "step", min: 0 },
    y: { label: "share, or mean cosine", min: 0, max: 1 },
    series: [
      { name: "mechanisms with a component of their own", x: [...steps], y: scores.map(({ recovered }) => recovered) },
      { name: "cosine of matched components", x: [...steps], y: scores.map(({ match }) => match) },
    ],
  };
  return {
    kind: "panels",
    title: `${title}: what it finds`,
    summary: curves.summary,
    figures: [curves, ...(table ? [mapOf(table)] : []), ...(sparsity ? [neededBars(sparsity)] : [])],
  };
}

function mapOf({ rows, cols, data }: Matrix): HeatmapFigure {
  const own = Array.from({ length: rows }, (_, r) => Math.max(...data.subarray(r * cols, (r + 1) * cols)));
  return {
    kind: "heatmap",
    title: "Every mechanism against every component",
    summary: `Mechanisms that some component is within a cosine of 0.95 of: ${own.filter((value) => value > 0.95).length} of ${rows}; components of any size: ${cols}.`,
    rows: { label: "mechanisms", count: rows },
    columns: { label: "components of any size, each by its nearest mechanism", count: cols },
    values: [...data],
    min: 0,
    max: 1,
  };
}

function neededBars({ l0, firing }: NonNullable<DemoState["sparsity"]>): BarsFigure {
  return {
    kind: "bars",
    title: "Needed at once",
    summary: `Components that matter per input: ${l0.toFixed(2)}; mechanisms at work: ${firing.toFixed(2)}.`,
    y: { label: "per input", min: 0 },
    categories: ["components that matter", "mechanisms at work"],
    series: [{ name: "per input", y: [l0, firing] }],
  };
}
