import Table from "cli-table3";
import type { Terminal } from "./terminal.ts";

/** One column: its head, and how eagerly it takes room (0: as wide as its content). */
export interface Column {
  readonly head: string;
  readonly flex?: number;
}

/** A table that fits the terminal's width: columns with `flex` share what the others leave, and wrap. */
export function textTable(
  terminal: Pick<Terminal, "width" | "colors">,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const table = new Table({
    head: columns.map(({ head }) => terminal.colors.bold(head)),
    colWidths: fitWidths(terminal.width, columns, rows),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return `${table.toString()}\n`;
}

/** Narrowest text column, borders and padding included. */
const NARROWEST = 14;

function fitWidths(width: number, columns: readonly Column[], rows: readonly (readonly string[])[]): number[] {
  // Two spaces of padding in each column; the borders take one more than there are columns.
  const natural = columns.map(
    ({ head }, i) => 2 + Math.max(...[head, ...rows.map((row) => row[i]!)].map(visibleLength)),
  );
  const room = width - columns.length - 1;
  const over = natural.reduce((sum, size) => sum + size, 0) - room;
  const flexible = columns.reduce((sum, { flex = 0 }, i) => sum + (flex > 0 ? natural[i]! : 0), 0);
  if (over <= 0 || flexible === 0) return natural;
  const total = columns.reduce((sum, { flex = 0 }) => sum + flex, 0);
  return natural.map((size, i) => {
    const { flex = 0 } = columns[i]!;
    return flex === 0 ? size : Math.min(size, Math.max(NARROWEST, Math.floor(((flexible - over) * flex) / total)));
  });
}

function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes start with the escape character
  return text.replace(/\u001b\[\d+m/g, "").length;
}
