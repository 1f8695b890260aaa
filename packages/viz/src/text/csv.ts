import type { ClaimReport, Figure, ValueText } from "@exampledon/claims";
import { figureTables } from "../figure/figure-table.ts";

/** Cells as a line of CSV. Source: RFC 4180. */
function csvLine(cells: readonly (string | number | boolean)[]): string {
  return cells
    .map((cell) => {
      const text = String(cell);
      return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(",");
}

/** A run's values and checks as CSV, numbers in full. */
export function numbersCsv(report: ClaimReport, texts: Readonly<Record<string, ValueText>>): string {
  const lines = [csvLine(["value", "label", "unit", "mean", "low", "high", "deviation", "min", "max", "n"])];
  for (const [name, value] of Object.entries(report.values)) {
    const { mean, low, high, deviation, min, max, n } = value;
    lines.push(
      csvLine([name, texts[name]?.label ?? name, texts[name]?.unit ?? "", mean, low, high, deviation, min, max, n]),
    );
  }
  lines.push("", csvLine(["check", "role", "value", "bound", "measured", "passed"]));
  for (const { id, role, value, bound, measured, passed } of report.checks) {
    lines.push(csvLine([id, role, value, bound, measured, passed]));
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** All numbers of a figure as CSV, one block per panel. */
export function figureCsv(figure: Figure): string {
  const blocks = figureTables(figure).map(({ title, columns, rows }) =>
    [csvLine([title]), csvLine(columns), ...rows.map(csvLine)].join("\r\n"),
  );
  return `${blocks.join("\r\n\r\n")}\r\n`;
}
