import { type BoardResult, type BoardRow, groupsOf } from "@exampledon/bench";
import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, textTable } from "../text-table.ts";

const COLUMNS: readonly Column[] = [
  { head: "Method" },
  { head: "Sweep" },
  { head: "L0" },
  { head: "FVU" },
  { head: "Dead" },
  { head: "Bits" },
  { head: "Group" },
  { head: "MMCS" },
  { head: "Chance" },
  { head: "MCC" },
  { head: "R²" },
  { head: "R² best" },
  { head: "Edges" },
];

/** A board as text: a table for each world, one line per planted group; `*` marks the front of L0 against FVU. */
export function boardTable(
  terminal: Pick<Terminal, "width" | "colors">,
  { worlds, rows, absent }: BoardResult,
): string {
  const tables = Object.entries(worlds).map(([id, { title, width }]) => {
    const own = rows.filter(({ world }) => world === id);
    const lines = own.flatMap((row) => linesOf(row, groupsOf(own)));
    return `${terminal.colors.bold(title)} (${id}), ${width} components\n${textTable(terminal, COLUMNS, lines)}`;
  });
  const missing = absent.map(
    ({ method, world, reason }) => `${method}${world === undefined ? "" : ` on ${world}`} is not shown: ${reason}\n`,
  );
  return `${tables.join("\n")}${missing.join("")}* no method has fewer active components and less unexplained variance\n`;
}

function linesOf({ method, sweep, values, front }: BoardRow, groups: readonly string[]): string[][] {
  const cell = (name: string): string => {
    const value = values[name];
    return value ? short(value.mean) : "–";
  };
  return groups.map((group, i) => [
    ...(i === 0
      ? [
          `${method}${front ? " *" : ""}`,
          sweep ? `${sweep.param} ${formatNumber(sweep.value)}` : "",
          ...["l0", "fvu", "dead", "bits"].map(cell),
        ]
      : ["", "", "", "", "", ""]),
    group,
    ...["mmcs", "chance", "mcc", "rawRSquared", "bestRSquared", "edges"].map((name) => cell(`${group}.${name}`)),
  ]);
}

/** Three digits are more than seeds agree on. */
function short(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}
