import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { textTable } from "../text-table.ts";
import type { FitScores } from "./fit-scores.ts";

/** The scores of a fit as text: directions by group, then reconstruction and sparsity. */
export function scoresTable(
  terminal: Pick<Terminal, "width" | "colors">,
  { groups, fvu, l0, dead, samples }: FitScores,
  components: number,
): string {
  const table = textTable(
    terminal,
    [{ head: "Group", flex: 1 }, { head: "Features" }, { head: "MMCS" }, { head: "Chance" }],
    groups.map(({ group, features, mmcs, chance }) => [
      group,
      String(features),
      formatNumber(mmcs),
      formatNumber(chance),
    ]),
  );
  return `${table}FVU ${formatNumber(fvu)}, L0 ${formatNumber(l0)}, dead ${dead} of ${components} components, on ${samples} samples\n`;
}
