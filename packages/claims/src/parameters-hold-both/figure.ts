import type { BarsFigure, HeatmapFigure, LinesFigure, PanelsFigure } from "../figure.ts";
import type { SiteReading } from "./read-components.ts";

/** Shares recovered over training. */
export interface Progress {
  readonly steps: readonly number[];
  readonly animals: readonly number[];
  readonly attributes: readonly number[];
}

/** One decomposition's readings. */
export interface ReadArm {
  readonly title: string;
  readonly animals: SiteReading;
  readonly attributes: SiteReading;
}

/** One point of the sweep. */
export interface SweepPoint {
  readonly jitter: number;
  readonly animals: number;
  readonly attributes: number;
}

/** Circuits recovered while training, every circuit against its component, the controls, and the sweep. */
export function parametersFigure(
  progress: Progress,
  cosines: HeatmapFigure | undefined,
  arms: readonly ReadArm[],
  sweep: readonly SweepPoint[],
): PanelsFigure {
  const curve = progressFigure(progress);
  return {
    kind: "panels",
    title: "Circuits found in the weights",
    summary: curve.summary,
    figures: [
      curve,
      ...(cosines ? [cosines] : []),
      ...(arms.length > 0 ? [armsFigure(arms)] : []),
      ...(sweep.length > 2 ? [sweepFigure(sweep)] : []),
    ],
  };
}

function progressFigure({ steps, animals, attributes }: Progress): LinesFigure {
  const last = (values: readonly number[]): string => (100 * (values.at(-1) ?? 0)).toFixed(0);
  return {
    kind: "lines",
    title: "Circuits with a component of their own, while training",
    summary: `So far ${last(animals)} % of the animal circuits and ${last(attributes)} % of the attribute circuits.`,
    x: { label: "training step", min: 0 },
    y: { label: "share recovered", min: 0, max: 1 },
    series: [
      { name: "animals", x: steps, y: animals },
      { name: "attributes", x: steps, y: attributes },
    ],
  };
}

function armsFigure(arms: readonly ReadArm[]): BarsFigure {
  return {
    kind: "bars",
    title: "At the end",
    summary: arms
      .map(
        ({ title, animals, attributes }) =>
          `${title}: ${animals.recovered.toFixed(2)} and ${attributes.recovered.toFixed(2)}`,
      )
      .join("; "),
    y: { label: "share, or R²", min: 0, max: 1 },
    categories: arms.map(({ title }) => title),
    series: [
      { name: "animals recovered", y: arms.map(({ animals }) => animals.recovered) },
      { name: "attributes recovered", y: arms.map(({ attributes }) => attributes.recovered) },
      { name: "animals, R² to what circuits read", y: arms.map(({ animals }) => Math.max(0, animals.fidelity)) },
      {
        name: "attributes, R² to what circuits read",
        y: arms.map(({ attributes }) => Math.max(0, attributes.fidelity)),
      },
    ],
  };
}

function sweepFigure(points: readonly SweepPoint[]): LinesFigure {
  const x = points.map(({ jitter }) => jitter);
  return {
    kind: "lines",
    title: "When are there more mechanisms than dimensions?",
    summary: "Shares of circuits recovered, against how much attributes vary independently of the animals.",
    x: { label: "independent variation of attributes", min: 0 },
    y: { label: "share recovered", min: 0, max: 1 },
    series: [
      { name: "animals", x, y: points.map(({ animals }) => animals) },
      { name: "attributes", x, y: points.map(({ attributes }) => attributes) },
    ],
  };
}
