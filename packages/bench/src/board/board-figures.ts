import type { LinesFigure, PanelsFigure, Series } from "@exampledon/claims";
import { fail } from "@exampledon/core";
import type { BoardResult, BoardRow } from "./contract.ts";

/**
 * Two panels of one world: FVU against L0 with its Pareto front, and MMCS to every planted group against L0. One line per
 * method through its sweep, mean over seeds with the 95 % interval.
 * @throws `unknown-id` when the board has no such world
 */
export function boardFigure({ worlds, rows }: BoardResult, world: string): PanelsFigure {
  const info =
    worlds[world] ??
    fail("unknown-id", {
      where: "boardFigure",
      problem: `the board's worlds are ${Object.keys(worlds).join(", ")}`,
      got: world,
      cure: "use one of these",
    });
  const own = rows.filter((row) => row.world === world);
  const groups = groupsOf(own);
  return {
    kind: "panels",
    title: info.title,
    summary: `Sparsity against reconstruction, and against how well the planted directions are found, for dictionaries of ${info.width} components.`,
    figures: [
      {
        ...against(own, "fvu", "fraction of variance unexplained"),
        title: "Reconstruction and sparsity",
        summary: frontSummary(own),
        series: [...seriesOf(own, "fvu"), frontOf(own)],
      },
      ...groups.map((group) => ({
        ...against(own, `${group}.mmcs`, "mean max cosine"),
        title: `Recovery of ${group}`,
        summary: recoverySummary(own, group),
        references: chanceOf(own, group),
      })),
    ],
  };
}

/** Names of the groups that rows have scores of. */
export function groupsOf(rows: readonly BoardRow[]): readonly string[] {
  const names = rows.flatMap(({ values }) => Object.keys(values)).filter((name) => name.endsWith(".mmcs"));
  return [...new Set(names)].map((name) => name.slice(0, -".mmcs".length));
}

function against(rows: readonly BoardRow[], value: string, label: string): Omit<LinesFigure, "title" | "summary"> {
  return {
    kind: "lines",
    x: { label: "active components per sample (L0)", scale: "log" },
    y: { label, min: 0, ...(value !== "fvu" && { max: 1 }) },
    series: seriesOf(rows, value),
  };
}

/** One line per method, by rising L0; rows without active components have no place on a logarithmic axis. */
function seriesOf(rows: readonly BoardRow[], value: string): Series[] {
  const shown = rows.filter(({ values }) => values[value] && (values.l0?.mean ?? 0) > 0);
  return [...new Set(shown.map(({ method }) => method))].map((name) => {
    const points = shown
      .filter(({ method }) => method === name)
      .sort((a, b) => a.values.l0!.mean - b.values.l0!.mean)
      .map(({ values }) => ({ x: values.l0!.mean, ...values[value]! }));
    return {
      name,
      x: points.map(({ x }) => x),
      y: points.map(({ mean }) => mean),
      low: points.map(({ low }) => low),
      high: points.map(({ high }) => high),
    };
  });
}

function onFront(rows: readonly BoardRow[]): readonly BoardRow[] {
  return rows
    .filter(({ front, values }) => front && (values.l0?.mean ?? 0) > 0)
    .sort((a, b) => a.values.l0!.mean - b.values.l0!.mean);
}

function frontOf(rows: readonly BoardRow[]): Series {
  const points = onFront(rows);
  return {
    name: "Pareto front",
    x: points.map(({ values }) => values.l0!.mean),
    y: points.map(({ values }) => values.fvu!.mean),
  };
}

function frontSummary(rows: readonly BoardRow[]): string {
  const methods = [...new Set(onFront(rows).map(({ method }) => method))];
  return methods.length === 0
    ? "No method has both."
    : `Fewest active components for what they leave unexplained: ${methods.join(", ")}.`;
}

function recoverySummary(rows: readonly BoardRow[], group: string): string {
  const scored = rows.filter(({ values }) => values[`${group}.mmcs`]);
  const best = [...scored].sort((a, b) => b.values[`${group}.mmcs`]!.mean - a.values[`${group}.mmcs`]!.mean)[0];
  return best
    ? `The largest mean cosine is that of ${best.method}, ${best.values[`${group}.mmcs`]!.mean.toFixed(2)}.`
    : "Nothing was scored.";
}

/** Chance level of the widest dictionaries: the floor that most of the methods share. */
function chanceOf(rows: readonly BoardRow[], group: string): { label: string; y: number }[] {
  const widest = [...rows].sort((a, b) => (b.values.components?.mean ?? 0) - (a.values.components?.mean ?? 0))[0];
  const chance = widest?.values[`${group}.chance`];
  return chance ? [{ label: `${Math.round(widest!.values.components!.mean)} random directions`, y: chance.mean }] : [];
}
