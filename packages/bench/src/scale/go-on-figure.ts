import type { HeatmapFigure, LinesFigure, PanelsFigure } from "@exampledon/claims";
import type { ScalePoint, ScaleSetting } from "./contract.ts";

/** Cosine of each circuit with the component matched to it, highest first. */
export interface SortedCosines {
  readonly animals: readonly number[];
  readonly attributes: readonly number[];
}

/**
 * A run that goes on: circuits recovered so far, recorded and live, and how near every circuit's component is now.
 * @param from last step of the recorded run
 */
export function goOnFigure(
  { network }: ScaleSetting,
  points: readonly ScalePoint[],
  from: number,
  cosines: SortedCosines,
  map: HeatmapFigure | undefined,
): PanelsFigure {
  const last = points.at(-1)!;
  const x = points.map(({ step }) => step);
  const curve: LinesFigure = {
    kind: "lines",
    title: "Circuits with a component of their own",
    summary: `Recorded to step ${from}, live from there. At step ${last.step}: ${last.animals} of ${network.animals} animals and ${last.attributes} of ${network.attributes} attributes; ${last.components.animals} components are left at the animals, ${last.components.attributes} at the attributes.`,
    x: { label: "training step", min: 0 },
    y: { label: "share recovered", min: 0, max: 1 },
    series: [
      { name: "animals", x, y: points.map(({ animals }) => animals / network.animals) },
      { name: "attributes", x, y: points.map(({ attributes }) => attributes / network.attributes) },
    ],
  };
  return {
    kind: "panels",
    title: `${network.animals} animals and ${network.attributes} attributes`,
    summary: curve.summary,
    figures: [curve, ...(cosines.animals.length > 0 ? [nearness(cosines)] : []), ...(map ? [map] : [])],
  };
}

function nearness({ animals, attributes }: SortedCosines): LinesFigure {
  const line = (name: string, y: readonly number[]) => ({ name, x: y.map((_, i) => (i + 1) / y.length), y });
  const middle = (y: readonly number[]): string => y[Math.floor(y.length / 2)]!.toFixed(2);
  return {
    kind: "lines",
    title: "Every circuit's component, nearest first",
    summary: `Cosine of a circuit with the component matched to it: the median is ${middle(animals)} for animals and ${middle(attributes)} for attributes.`,
    x: { label: "share of the circuits", min: 0, max: 1 },
    y: { label: "cosine with its component; above 0.95 it counts", min: 0, max: 1 },
    series: [line("animals", animals), line("attributes", attributes)],
  };
}
