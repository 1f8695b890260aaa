import type { Cell, ConformanceTable } from "./conformance-table.ts";
import type { Environment } from "./expected-backends.ts";
import { groupTitles } from "./group-of.ts";

/** One line per backend and environment: checks passed, and the rows with failures. */
export function tableLines(table: ConformanceTable): string[] {
  return columns(table).map(({ environment, backend, rows }) => {
    const { passed, failed } = total(Object.values(rows));
    const broken = groupTitles.filter((group) => (rows[group]?.failed ?? 0) > 0);
    const mark = failed === 0 ? "✓" : "✗";
    const tail = failed === 0 ? "" : `, ${failed} failed: ${broken.join("; ")}`;
    return `${mark} ${environment.padEnd(9)}${backend.padEnd(15)}${passed} passed${tail}`;
  });
}

/** The table in Markdown: ops down, backends across, one table per environment. */
export function markdownTable(table: ConformanceTable, environment: Environment): string {
  const shown = columns(table).filter((column) => column.environment === environment);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const body = groupTitles.map((group) => line([group, ...shown.map(({ rows }) => cell(rows[group]))]));
  const head = ["", ...shown.map(({ backend }) => `\`${backend}\``)];
  const sums = ["all", ...shown.map(({ rows }) => cell(total(Object.values(rows))))];
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...body, line(sums)].join("\n");
}

function columns(table: ConformanceTable) {
  return (Object.keys(table) as Environment[]).flatMap((environment) =>
    Object.entries(table[environment]).map(([backend, rows]) => ({ environment, backend, rows })),
  );
}

function total(cells: readonly Cell[]): Cell {
  return cells.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** `12`, or `11 of 12` where one failed. */
function cell(found: Cell | undefined): string {
  if (!found) return "–";
  return found.failed === 0 ? `${found.passed}` : `**${found.passed} of ${found.passed + found.failed}**`;
}
