import type { LinesFigure, PanelsFigure, Series } from "@exampledon/claims";
import { spread } from "../speed/summary.ts";
import type { ScalePoint, ScaleRun, ScaleSetting } from "./contract.ts";

/** Runs of one size. */
interface SizeRuns {
  readonly setting: ScaleSetting;
  readonly runs: readonly ScaleRun[];
}

type Measure = (point: ScalePoint, setting: ScaleSetting) => number;

const SAMPLES = "samples with a given animal";

/** Share of the circuits that were recovered against what was spent, one line per size: the median seed, between the extremes. */
export function scaleFigure(runs: readonly ScaleRun[]): PanelsFigure {
  const sizes = bySize(runs);
  const exposures: Measure = ({ exposures }) => exposures;
  const animals: Measure = (point, { network }) => point.animals / network.animals;
  const attributes: Measure = (point, { network }) => point.attributes / network.attributes;
  const left: Measure = ({ components }, { network }) => components.animals / network.animals;
  return {
    kind: "panels",
    title: "How far parameter decomposition gets as networks grow",
    summary: sizes.map(reached).join(" "),
    figures: [
      panel("Animals by samples of each", sizes, [SAMPLES, exposures], ["animals recovered", animals]),
      panel("Attributes by samples of each animal", sizes, [SAMPLES, exposures], ["attributes recovered", attributes]),
      panel("Animals by computing time", sizes, ["seconds of one core", seconds], ["animals recovered", animals]),
      panel("Components left for each animal", sizes, [SAMPLES, exposures], ["components for each animal", left]),
    ],
  };
}

const seconds: Measure = (point) => point.seconds;

/** Runs by size, in the order in which sizes first appear. */
function bySize(runs: readonly ScaleRun[]): readonly SizeRuns[] {
  return [...new Set(runs.map(({ setting }) => setting.id))].map((id) => {
    const own = runs.filter(({ setting }) => setting.id === id);
    return { setting: own[0]!.setting, runs: own };
  });
}

function panel(
  title: string,
  sizes: readonly SizeRuns[],
  [xLabel, xOf]: readonly [string, Measure],
  [yLabel, yOf]: readonly [string, Measure],
): LinesFigure {
  const series = sizes.map((size) => seriesOf(size, xOf, yOf));
  const last = series.flatMap(({ name, y }) => (y.length > 0 ? `${name}: ${y.at(-1)!.toFixed(2)}.` : []));
  return {
    kind: "lines",
    title,
    summary: last.join(" "),
    x: { label: xLabel, scale: "log" },
    y: { label: yLabel, min: 0 },
    series,
  };
}

/** Seeds report after the same steps; a run that is not finished ends the line where it ends. */
function seriesOf({ setting, runs }: SizeRuns, xOf: Measure, yOf: Measure): Series {
  const length = Math.min(...runs.map(({ points }) => points.length));
  const over = (measure: Measure) =>
    Array.from({ length }, (_, i) => spread(runs.map(({ points }) => measure(points[i]!, setting))));
  const y = over(yOf);
  return {
    name: runs.length === 1 ? `${setting.id}, one seed` : `${setting.id}, ${runs.length} seeds`,
    x: over(xOf).map(({ median }) => median),
    y: y.map(({ median }) => median),
    ...(runs.length > 1 && { low: y.map(({ low }) => low), high: y.map(({ high }) => high) }),
  };
}

function reached({ setting, runs }: SizeRuns): string {
  const { animals, attributes } = setting.network;
  const count = (group: "animals" | "attributes"): string => {
    const { low, high } = spread(runs.map(({ points }) => points.at(-1)?.[group] ?? 0));
    return low === high ? String(low) : `${low} to ${high}`;
  };
  const seeds = runs.length === 1 ? "one seed" : `${runs.length} seeds`;
  return `${setting.id}, ${seeds}: ${count("animals")} of ${animals} animals and ${count("attributes")} of ${attributes} attributes.`;
}
