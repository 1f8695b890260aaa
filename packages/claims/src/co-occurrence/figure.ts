import type { BarsFigure, PanelsFigure } from "../figure.ts";
import type { AbsorptionArm } from "./absorption.ts";
import type { CircuitReading } from "./read-circuit.ts";
import type { SetUp } from "./set-ups.ts";

/** A circuit's reading and the share of grey elephants that it was trained with. */
export interface ShareReading {
  readonly share: number;
  readonly reading: CircuitReading;
}

/** A set-up and what it gave where elephants were always grey. */
export interface SetUpReading {
  readonly setUp: SetUp;
  readonly reading: CircuitReading;
}

/** Bars over the share of grey elephants and, where they were measured, over set-ups. */
export function coOccurrenceFigure(
  sweep: readonly ShareReading[],
  setUps: readonly SetUpReading[],
  absorbed: readonly AbsorptionArm[],
): PanelsFigure {
  const [first, last] = [sweep[0]!, sweep.at(-1)!];
  const summary =
    `Grey makes up ${first.reading.greyWeight.toFixed(2)} of the read direction when a share ${first.share} of the elephants is grey, ` +
    `${last.reading.greyWeight.toFixed(2)} at a share ${last.share}; elephants of other colours are then recognised in ` +
    `${last.reading.pinkDetected.toFixed(2)} of the cases, and ${last.reading.greyFalseAlarms.toFixed(2)} of the other animals pass for elephants when grey.`;
  return {
    kind: "panels",
    title: "What the elephant circuit learned",
    summary,
    figures: [
      {
        ...bars(
          sweep.map(({ share }) => `${share}`),
          sweep.map(({ reading }) => reading),
        ),
        title: "Against the share of elephants that are grey",
        summary,
      },
      ...(absorbed.length > 0 ? [absorptionBars(absorbed)] : []),
      ...(setUps.length > 0
        ? [
            {
              ...bars(
                setUps.map(({ setUp }) => `${setUp.steps} steps, ${setUp.rate * 100} % elephants`),
                setUps.map(({ reading }) => reading),
              ),
              title: "Elephants always grey, against how the circuit was trained",
              summary:
                "Grey and elephant have the same weight in every set-up; what that does to the answers depends on where training leaves the threshold.",
            },
          ]
        : []),
    ],
  };
}

function absorptionBars(arms: readonly AbsorptionArm[]): BarsFigure {
  const of = (name: string, pick: (reading: AbsorptionArm["reading"]) => number): { name: string; y: number[] } => ({
    name,
    y: arms.map(({ reading }) => pick(reading)),
  });
  return {
    kind: "bars",
    title: "Parents and children in sparse autoencoders",
    summary: arms
      .map(
        ({ title, reading }) =>
          `${title}: parent's latent silent in ${reading.absorbed.toFixed(2)} of samples with a child`,
      )
      .join("; "),
    y: { label: "share, or cosine" },
    categories: arms.map(({ title }) => title),
    series: [
      of("parent's latent silent, child on", ({ absorbed }) => absorbed),
      of("parent's latent fires, parent alone", ({ alone }) => alone),
      of("cosine of a child's latent to its parent", ({ childCosine }) => childCosine),
    ],
  };
}

function bars(categories: string[], readings: readonly CircuitReading[]): Omit<BarsFigure, "title" | "summary"> {
  const of = (name: string, key: keyof CircuitReading): { name: string; y: number[] } => ({
    name,
    y: readings.map((reading) => reading[key]),
  });
  return {
    kind: "bars",
    y: { label: "cosine, or share of cases", min: 0, max: 1 },
    categories,
    series: [
      of("weight on grey", "greyWeight"),
      of("weight on elephant", "elephantWeight"),
      of("other-coloured elephants recognised", "pinkDetected"),
      of("false alarms on other grey animals", "greyFalseAlarms"),
    ],
    references: [{ label: "1/√2, an equal share", y: Math.SQRT1_2 }],
  };
}
