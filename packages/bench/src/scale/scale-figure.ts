import type { LinesFigure, PanelsFigure, Series } from "@exampledon/claims";
import type { ScalePoint, ScaleRun } from "./contract.ts";

/** Share of the circuits that were recovered against what was spent, one line per size and seed: animals, then attributes. */
export function scaleFigure(runs: readonly ScaleRun[]): PanelsFigure {
  return {
    kind: "panels",
    title: "How far parameter decomposition gets as networks grow",
    summary: runs.map(reached).join(" "),
    figures: [
      panel("Animals by samples of each", runs, "animals", "samples with a given animal", ({ exposures }) => exposures),
      panel(
        "Attributes by samples of each animal",
        runs,
        "attributes",
        "samples with a given animal",
        ({ exposures }) => exposures,
      ),
      panel("Animals by computing time", runs, "animals", "seconds of one core", ({ seconds }) => seconds),
    ],
  };
}

function panel(
  title: string,
  runs: readonly ScaleRun[],
  group: "animals" | "attributes",
  label: string,
  at: (point: ScalePoint) => number,
): LinesFigure {
  return {
    kind: "lines",
    title,
    summary: runs.map((run) => `${run.setting.id}: ${share(run, group).toFixed(2)}.`).join(" "),
    x: { label, scale: "log" },
    y: { label: `${group} recovered`, min: 0, max: 1 },
    series: runs.map(
      (run): Series => ({
        name: `${run.setting.id}, seed ${run.seed}`,
        x: run.points.map(at),
        y: run.points.map((point) => point[group] / run.setting.network[group]),
      }),
    ),
  };
}

function share({ points, setting }: ScaleRun, group: "animals" | "attributes"): number {
  return (points.at(-1)?.[group] ?? 0) / setting.network[group];
}

function reached({ setting, seed, points }: ScaleRun): string {
  const { animals, attributes } = setting.network;
  const last = points.at(-1);
  return `${setting.id}, seed ${seed}: ${last?.animals ?? 0} of ${animals} animals and ${last?.attributes ?? 0} of ${attributes} attributes.`;
}
