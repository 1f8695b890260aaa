import { explainMisses, type ParameterBoardResult, type ParameterBoardRow } from "@exampledon/bench";
import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, textTable } from "../text-table.ts";

const COLUMNS: readonly (Column & { readonly value?: string })[] = [
  { head: "Method" },
  { head: "Start" },
  { head: "Distinct", value: "distinct" },
  { head: "MMCS", value: "mmcs" },
  { head: "ML2R", value: "ml2r" },
  { head: "CI identity", value: "identityError" },
  { head: "CI dense", value: "denseError" },
  { head: "L0", value: "l0" },
  { head: "true", value: "trueL0" },
  { head: "Alive", value: "alive" },
  { head: "Unfaithful", value: "faithfulness" },
  { head: "PGD-20", value: "adversarial" },
  { head: "Loss", value: "loss" },
  { head: "s" },
  { head: "Seeds" },
];

/** A board of parameter decompositions as text: a table for each network, and what is missed. `!` marks a bar that some seed misses. */
export function parameterBoardTable(terminal: Pick<Terminal, "width" | "colors">, board: ParameterBoardResult): string {
  const { networks, rows, seeds } = board;
  const tables = Object.entries(networks).map(([id, { title }]) => {
    const lines = rows.filter(({ network }) => network === id).map((row) => lineOf(row, seeds.length));
    return `${terminal.colors.bold(title)} (${id})\n${textTable(terminal, COLUMNS, lines)}`;
  });
  const misses = explainMisses(board).map(({ row, bars, seeds: missing, above, ratio }) => {
    const why =
      ratio === undefined
        ? ""
        : `; final loss ${short(ratio)} times that from the truth, above it with ${above.length} of these`;
    return `${row.method} (${row.start} start) on ${row.network} misses ${bars.join(", ")} with ${missing.length} of ${seeds.length} seeds${why}\n`;
  });
  return `${tables.join("\n")}${misses.join("")}! some seed misses the published value; Seeds: those that meet every one\n`;
}

function lineOf(row: ParameterBoardRow, seeds: number): string[] {
  const { method, start, bars, values, seconds, meets } = row;
  const cells = COLUMNS.flatMap(({ value }) => {
    if (!value) return [];
    const found = values[value];
    const missed = bars.some((bar) => bar.value === value && bar.met < seeds);
    return [`${found ? spread(found.mean, found.deviation) : "–"}${missed ? " !" : ""}`];
  });
  return [method, start, ...cells, short(seconds), bars.length > 0 ? `${meets}/${seeds}` : "–"];
}

function spread(mean: number, deviation: number): string {
  return deviation > 0 ? `${short(mean)} ±${formatNumber(Number(deviation.toPrecision(1)))}` : short(mean);
}

function short(value: number): string {
  return formatNumber(Number(value.toPrecision(4)));
}
