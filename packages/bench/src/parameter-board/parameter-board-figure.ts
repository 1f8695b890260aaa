import type { BarsFigure, PanelsFigure } from "@exampledon/claims";
import { fail } from "@exampledon/core";
import type { ParameterBoardResult, ParameterBoardRow } from "./contract.ts";

/**
 * Two panels of one network: how near features' components are to the truth, in direction and in size, and the final loss
 * of each start over that from the truth.
 * @throws `unknown-id` when the board has no such network
 */
export function parameterBoardFigure({ networks, rows, seeds }: ParameterBoardResult, network: string): PanelsFigure {
  const { title } =
    networks[network] ??
    fail("unknown-id", {
      where: "parameterBoardFigure",
      problem: `the board's networks are ${Object.keys(networks).join(", ")}`,
      got: network,
      cure: "use one of these",
    });
  const own = rows.filter((row) => row.network === network);
  const losses = lossFigure(own);
  return {
    kind: "panels",
    title,
    summary: own
      .filter(({ bars }) => bars.length > 0)
      .map((row) => `${nameOfRow(row)} meets every bar with ${row.meets} of ${seeds.length} seeds`)
      .join("; "),
    figures: [recoveryFigure(own), ...(losses ? [losses] : [])],
  };
}

/** A row in words. */
export function nameOfRow({ method, start }: Pick<ParameterBoardRow, "method" | "start">): string {
  const name = method.replace(/^.*\//, "").replace(/-oracle$/, "");
  return start === "none" ? name : `${name}, ${start} start`;
}

function recoveryFigure(rows: readonly ParameterBoardRow[]): BarsFigure {
  const series = (name: string, label: string): BarsFigure["series"][number] => ({
    name: label,
    y: rows.map(({ values }) => values[name]?.mean ?? 0),
    low: rows.map(({ values }) => values[name]?.min ?? 0),
    high: rows.map(({ values }) => values[name]?.max ?? 0),
  });
  return {
    kind: "bars",
    title: "Features found",
    summary: rows.map((row) => `${nameOfRow(row)}: ${(row.values.mmcs?.mean ?? 0).toFixed(3)}`).join("; "),
    y: { label: "mean max cosine, or ratio of lengths", min: 0 },
    categories: rows.map(nameOfRow),
    series: [series("mmcs", "MMCS"), series("ml2r", "ML2R")],
    references: [{ label: "the mechanisms themselves", y: 1 }],
  };
}

function lossFigure(rows: readonly ParameterBoardRow[]): BarsFigure | undefined {
  const trained = rows.flatMap((row) => {
    const truth = rows.find(({ method, start }) => start === "truth" && method === `${row.method}-oracle`);
    const [own, theirs] = [row.samples.loss, truth?.samples.loss];
    if (!own || !theirs) return [];
    return [{ row, ratios: own.map((loss, i) => loss / theirs[i]!) }];
  });
  if (trained.length === 0) return undefined;
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  return {
    kind: "bars",
    title: "Final loss, over that from the truth",
    summary: trained.map(({ row, ratios }) => `${nameOfRow(row)}: ${mean(ratios).toFixed(3)}`).join("; "),
    y: { label: "ratio of losses", min: 0 },
    categories: trained.map(({ row }) => nameOfRow(row)),
    series: [
      {
        name: "mean over seeds, with the range",
        y: trained.map(({ ratios }) => mean(ratios)),
        low: trained.map(({ ratios }) => Math.min(...ratios)),
        high: trained.map(({ ratios }) => Math.max(...ratios)),
      },
    ],
    references: [{ label: "as from the truth", y: 1 }],
  };
}
