import type { ScaleRun } from "@exampledon/bench";
import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, textTable } from "../text-table.ts";

const COLUMNS: readonly Column[] = [
  { head: "Size" },
  { head: "Seed" },
  { head: "Step" },
  { head: "Samples of each animal" },
  { head: "CPU seconds" },
  { head: "Animals" },
  { head: "Attributes" },
  { head: "Left" },
  { head: "Fidelity" },
  { head: "L0 (true)" },
  { head: "Worst error" },
];

/** Runs as text, one line each; scores stand at those that are finished. */
export function scaleTable(terminal: Pick<Terminal, "width" | "colors">, runs: readonly ScaleRun[]): string {
  return textTable(
    terminal,
    COLUMNS,
    runs.map(({ setting, seed, points, end }) => {
      const last = points.at(-1);
      const { network, params } = setting;
      return [
        setting.id,
        String(seed),
        `${last?.step ?? 0} of ${params.steps}`,
        short(last?.exposures),
        short(last?.seconds),
        `${last?.animals ?? 0} of ${network.animals}`,
        `${last?.attributes ?? 0} of ${network.attributes}`,
        last ? `${last.components.animals}, ${last.components.attributes}` : "–",
        end ? `${short(end.animals.fidelity)}, ${short(end.attributes.fidelity)}` : "–",
        end
          ? `${short(end.animals.l0 + end.attributes.l0)} (${short(end.animals.trueL0 + end.attributes.trueL0)})`
          : "–",
        short(end?.adversarialError),
      ];
    }),
  );
}

function short(value: number | undefined): string {
  return value === undefined ? "–" : formatNumber(Number(value.toPrecision(3)));
}
