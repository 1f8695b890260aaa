import type { Matrix } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { cosines } from "@exampledon/metrics";
import type { BarsFigure, Figure, HeatmapFigure, LinesFigure, PanelsFigure } from "../figure.ts";

/** What is known of one group of features: found so far, by chance, and at the end. */
export interface GroupScore {
  readonly group: string;
  /** MMCS at each report. */
  readonly curve: readonly number[];
  readonly chance: number;
  /** At the end: MMCS, and R² of the matched component to what circuits read. */
  readonly found?: number;
  readonly rSquared?: number;
}

/** Directions found while a method learns, then against chance, and feature by feature. */
export function demoFigure(
  title: string,
  world: World,
  steps: readonly number[],
  scores: readonly GroupScore[],
  write: Matrix | undefined,
): Figure {
  const curves: LinesFigure = {
    kind: "lines",
    title: "Directions found while learning",
    summary: scores
      .map(
        ({ group, curve, chance }) =>
          `${group}: ${(curve.at(-1) ?? chance).toFixed(2)}, by chance ${chance.toFixed(2)}`,
      )
      .join("; "),
    x: { label: "step", min: 0 },
    y: { label: "mean max cosine", min: 0, max: 1 },
    series: scores.map(({ group, curve }) => ({ name: group, x: [...steps], y: [...curve] })),
    references: scores.map(({ group, chance }) => ({ label: `${group}, by chance`, y: chance })),
  };
  const figures: PanelsFigure["figures"][number][] = steps.length > 1 ? [curves] : [];
  if (write) figures.push(finalBars(scores), directionsMap(world, write));
  return { kind: "panels", title: `${title}: what it finds`, summary: curves.summary, figures };
}

function finalBars(scores: readonly GroupScore[]): BarsFigure {
  return {
    kind: "bars",
    title: "At the end",
    summary: scores
      .map(({ group, found = 0, rSquared = 0 }) => `${group}: cosine ${found.toFixed(2)}, R² ${rSquared.toFixed(2)}`)
      .join("; "),
    y: { label: "mean max cosine, or R²", min: 0, max: 1 },
    categories: scores.map(({ group }) => group),
    series: [
      { name: "directions found", y: scores.map(({ found = 0 }) => found) },
      { name: "by chance", y: scores.map(({ chance }) => chance) },
      { name: "R² of the matched component", y: scores.map(({ rSquared = 0 }) => Math.max(0, rSquared)) },
    ],
  };
}

/** |cosine| of every feature with every component; components are sorted by the feature that they are nearest to. */
function directionsMap(world: World, write: Matrix): HeatmapFigure {
  const tables = world.groups.map(({ directions }) => cosines(directions, write));
  const features = tables.reduce((sum, { rows }) => sum + rows, 0);
  const columns = Array.from({ length: write.rows }, (_, component) =>
    tables.flatMap(({ rows, cols, data }) =>
      Array.from({ length: rows }, (_, feature) => Math.abs(data[feature * cols + component]!)),
    ),
  );
  const nearest = columns.map((column) => column.indexOf(Math.max(...column)));
  const order = nearest.map((_, component) => component).sort((a, b) => nearest[a]! - nearest[b]!);
  return {
    kind: "heatmap",
    title: "Every feature against every component",
    summary: `Features that some component is within a cosine of 0.9 of: ${
      Array.from({ length: features }, (_, f) => columns.some((column) => column[f]! > 0.9)).filter(Boolean).length
    } of ${features}.`,
    rows: { label: world.groups.map(({ name, names }) => `${names.length} ${name}`).join(", then "), count: features },
    columns: { label: "components, each by its nearest feature", count: write.rows },
    values: Array.from({ length: features }, (_, f) => order.map((component) => columns[component]![f]!)).flat(),
    min: 0,
    max: 1,
  };
}
