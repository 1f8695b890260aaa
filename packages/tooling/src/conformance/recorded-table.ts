import { join } from "node:path";
import type { ConformanceTable } from "./conformance-table.ts";

/** Where the table of the last recorded run lies. */
export function recordedTable(root: string): string {
  return join(root, "packages/tooling/results/conformance.json");
}

/** The table as it is recorded. */
export function tableText(table: ConformanceTable): string {
  return `${JSON.stringify(sorted(table), undefined, 2)}\n`;
}

/** Keys in alphabetical order, so that the order of a run does not matter. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
