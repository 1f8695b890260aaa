import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { textTable } from "../text-table.ts";
import type { ParameterFitScores } from "./parameter-fit-scores.ts";

/** The scores of a fit to a network as text: mechanisms by site, then faithfulness and the adversary's error. */
export function parameterScoresTable(
  terminal: Pick<Terminal, "width" | "colors">,
  { sites, faithfulness, adversarial, samples }: ParameterFitScores,
): string {
  const optional = (value: number | undefined): string => (value === undefined ? "–" : formatNumber(value));
  const table = textTable(
    terminal,
    [
      { head: "Site", flex: 1 },
      { head: "Components" },
      { head: "Mechanisms" },
      { head: "Recovered" },
      { head: "MMCS" },
      { head: "ML2R" },
      { head: "L0" },
      { head: "true" },
    ],
    sites.map(({ site, components, mechanisms, recovered, mmcs, ml2r, l0, firing }) => [
      site,
      String(components),
      mechanisms > 0 ? String(mechanisms) : "–",
      ...[recovered, mmcs, ml2r, l0, firing].map(optional),
    ]),
  );
  return `${table}Unfaithfulness ${formatNumber(faithfulness)}, error under adversarial masks ${formatNumber(adversarial)}, both relative, on ${samples} samples\n`;
}
