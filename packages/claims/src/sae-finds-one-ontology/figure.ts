import type { LinesFigure, PanelsFigure } from "../figure.ts";
import type { Arm } from "./arms.ts";
import type { Score, SweepScore } from "./score.ts";

/** MMCS of one arm over training. */
export interface Curve {
  readonly arm: Arm;
  readonly steps: number[];
  readonly animals: number[];
  readonly attributes: number[];
}

/** A dictionary with all its scores. */
export interface MainArm {
  readonly arm: Arm;
  readonly score: Score;
}

/** A dictionary of the sweep with its scores. */
export interface SweptArm {
  readonly arm: Arm;
  readonly score: SweepScore;
}

/** Curves of the first two SAEs, bars for every main dictionary, and what the sweep's carry of both groups. */
export function ontologyFigure(
  curves: readonly Curve[],
  scored: readonly MainArm[],
  swept: readonly SweptArm[],
): PanelsFigure {
  const categories = scored.map(({ arm }) => arm.title);
  const bars = (name: string, of: (score: Score) => number): { name: string; y: number[] } => ({
    name,
    y: scored.map(({ score }) => of(score)),
  });
  const first = scored[0]?.score;
  const summary = first
    ? `With ${scored[0]!.arm.latents} latents the L1 SAE reaches a mean cosine of ${first.animals.toFixed(2)} to the animals and ` +
      `${first.attributes.toFixed(2)} to the attributes, where random directions reach ${first.chanceAttributes.toFixed(2)}.`
    : "Training has begun.";
  const panels: PanelsFigure["figures"][number][] = [curvesFigure(curves, first?.chanceAttributes)];
  if (scored.length > 0) {
    panels.push(
      {
        kind: "bars",
        title: "Directions found, against chance",
        summary:
          "Mean max cosine of the latents' directions to the animals and to the attributes, each beside what as many random directions reach.",
        y: { label: "mean max cosine", min: 0, max: 1 },
        categories,
        series: [
          bars("animals", (s) => s.animals),
          bars("animals, by chance", (s) => s.chanceAnimals),
          bars("attributes", (s) => s.attributes),
          bars("attributes, by chance", (s) => s.chanceAttributes),
        ],
      },
      {
        kind: "bars",
        title: "Magnitudes: how much of what circuits read is in the codes",
        summary:
          "One latent carries an animal's coefficient; no single latent carries an attribute's reading, though all latents together do.",
        y: { label: "R²", min: 0, max: 1 },
        categories,
        series: [
          bars("animals, matched latent", (s) => Math.max(0, s.animalsRSquared)),
          bars("attributes, best single latent", (s) => s.attributesRSquared),
          bars("attributes, all latents together", (s) => s.attributesFromAll),
        ],
      },
    );
  }
  if (swept.length > 0) panels.push(sweepFigure(swept));
  return { kind: "panels", title: "What sparse autoencoders find", summary, figures: panels };
}

function sweepFigure(swept: readonly SweptArm[]): PanelsFigure["figures"][number] {
  const both = swept.map(({ score }) => Math.min(score.animalsRSquared, score.attributesRSquared));
  const most = both.indexOf(Math.max(...both));
  return {
    kind: "bars",
    title: "Other widths, penalties and samples: what one latent carries of each group",
    summary: `The SAE that carries most of both is ${swept[most]!.arm.title}: R² ${swept[most]!.score.animalsRSquared.toFixed(2)} to animals' coefficients and ${swept[most]!.score.attributesRSquared.toFixed(2)} to attributes' readings.`,
    y: { label: "R²", min: 0, max: 1 },
    categories: swept.map(({ arm }) => arm.title),
    series: [
      { name: "animals, matched latent", y: swept.map(({ score }) => Math.max(0, score.animalsRSquared)) },
      { name: "attributes, best single latent", y: swept.map(({ score }) => score.attributesRSquared) },
    ],
  };
}

function curvesFigure(curves: readonly Curve[], chance: number | undefined): LinesFigure {
  return {
    kind: "lines",
    title: "Directions found during training",
    summary: "The cosine to the animals rises; the cosine to the attributes stays where random directions are.",
    x: { label: "training step", min: 0 },
    y: { label: "mean max cosine", min: 0, max: 1 },
    series: curves.flatMap(({ arm, steps, animals, attributes }) => [
      { name: `${arm.title}: animals`, x: steps, y: animals },
      { name: `${arm.title}: attributes`, x: steps, y: attributes },
    ]),
    ...(chance === undefined ? {} : { references: [{ label: "attributes, by chance", y: chance }] }),
  };
}
