import type { BarsFigure, LinesFigure, PanelsFigure } from "../figure.ts";
import type { GroupScore } from "./score.ts";
import type { Scored } from "./table.ts";

/** The rows of one level. */
export interface LevelRows {
  readonly title: string;
  readonly rows: readonly Scored[];
}

/** What single units carry of both groups, one dot per method, then every column as bars; the superposed level after it. */
export function tableFigure(levels: readonly LevelRows[]): PanelsFigure {
  const [readout] = levels;
  const dots = dotsFigure(readout?.rows ?? []);
  return {
    kind: "panels",
    title: "All methods, one table",
    summary: dots.summary,
    figures: [dots, ...levels.filter(({ rows }) => rows.length > 0).flatMap(columns)],
  };
}

function dotsFigure(rows: readonly Scored[]): LinesFigure {
  const dots = rows.flatMap(({ title, score: { groups } }) =>
    groups.animals && groups.attributes
      ? [{ name: title, x: [groups.animals.rSquared], y: [groups.attributes.rSquared] }]
      : [],
  );
  const both = dots.filter(({ x, y }) => Math.min(x[0]!, y[0]!) > 0.9).map(({ name }) => name);
  return {
    kind: "lines",
    title: "What one unit carries of what animal circuits read, and of what attribute circuits read",
    summary: `Above nine tenths of both, with one seed: ${both.length > 0 ? both.join(", ") : "none so far"}.`,
    x: { label: "R² to what animal circuits read", min: 0, max: 1 },
    y: { label: "R² to what attribute circuits read", min: 0, max: 1 },
    series: dots,
  };
}

function columns({ title, rows }: LevelRows): BarsFigure[] {
  const bars = (name: string, y: BarsFigure["y"], of: keyof GroupScore): BarsFigure => {
    const groups = Object.keys(rows[0]!.score.groups);
    const series = groups.map((group) => ({ name: group, y: rows.map(({ score }) => score.groups[group]![of]) }));
    return {
      kind: "bars",
      title: `${name}; ${title}`,
      summary: series.map((one) => `${one.name}: ${extremes(rows, one.y)}`).join(" "),
      y,
      categories: rows.map((row) => row.title),
      series,
    };
  };
  const bits = rows.map(({ score }) => score.bits);
  return [
    bars("Directions found", { label: "share found", min: 0, max: 1 }, "found"),
    bars("Best single unit, where the circuit fires", { label: "R²", min: 0, max: 1 }, "rSquared"),
    bars("Edges per circuit", { label: "edges", scale: "log", min: 1 }, "edges"),
    {
      kind: "bars",
      title: `Bits per sample; ${title}`,
      summary: extremes(rows, bits),
      y: { label: "bits" },
      categories: rows.map((row) => row.title),
      series: [{ name: "codes and what they leave", y: bits }],
    },
  ];
}

function extremes(rows: readonly Scored[], values: readonly number[]): string {
  const [most, least] = [values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))];
  const at = (i: number): string => `${values[i]!.toFixed(2)} (${rows[i]!.title})`;
  return `from ${at(least)} to ${at(most)}.`;
}
