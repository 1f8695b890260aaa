import type { PanelsFigure } from "../figure.ts";
import type { Freedom, FrontierPoint } from "./frontier.ts";

/** What each freedom's frontier is called. */
export const FREEDOM_TITLES: Readonly<Record<Freedom, string>> = {
  free: "any codes",
  "non-negative": "animals' codes ≥ 0",
  "own support": "zero where the circuits' are",
};

/** The frontiers found so far, and the magnitudes at their exact ends. */
export function magicFigure(
  frontiers: ReadonlyMap<Freedom, readonly FrontierPoint[]>,
  reference: { readonly closed: number; readonly bound: number },
): PanelsFigure {
  const arms = [...frontiers];
  const ends = arms.map(([, points]) => points.at(-1)!);
  const told = arms.map(([freedom], i) => `${FREEDOM_TITLES[freedom]} ${ends[i]!.miss.toFixed(2)}`).join(", ");
  const magnitudes = arms
    .map(
      ([freedom], i) =>
        `${FREEDOM_TITLES[freedom]}: animals ${ends[i]!.animals.toFixed(2)}, attributes ${ends[i]!.attributes.toFixed(2)}`,
    )
    .join("; ");
  return {
    kind: "panels",
    title: "What an encoder that may compute anything can reach",
    summary:
      arms.length === 0
        ? "The search has begun."
        : `Codes that rebuild the activation miss what the circuits act on by: ${told} (in lengths of the activation).`,
    figures: [
      {
        kind: "lines",
        title: "Distance from the circuits' coefficients, against reconstruction error",
        summary: `No frontier reaches the corner where both are zero; the closed form for exact codes is ${reference.closed.toFixed(2)}.`,
        x: { label: "reconstruction error / ‖a‖", min: 0 },
        y: { label: "distance / ‖a‖", min: 0 },
        series: arms.map(([freedom, points]) => ({
          name: FREEDOM_TITLES[freedom],
          x: points.map(({ reconstructionError }) => Number(reconstructionError.toPrecision(4))),
          y: points.map(({ miss }) => miss),
        })),
        references: [
          { label: "nearest exact codes, closed form", y: reference.closed },
          { label: "lower bound for exact codes", y: reference.bound },
        ],
      },
      {
        kind: "bars",
        title: "Magnitudes where the activation is rebuilt",
        summary: `R² to what the circuits act on: ${magnitudes}.`,
        y: { label: "identity-slope R²", min: 0, max: 1 },
        categories: arms.map(([freedom]) => FREEDOM_TITLES[freedom]),
        series: [
          { name: "animals", y: ends.map(({ animals }) => Math.max(0, animals)) },
          { name: "attributes", y: ends.map(({ attributes }) => Math.max(0, attributes)) },
        ],
      },
    ],
  };
}
