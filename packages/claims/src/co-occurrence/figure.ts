import type { BarsFigure, PanelsFigure } from "../figure.ts";
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
export function coOccurrenceFigure(sweep: readonly ShareReading[], setUps: readonly SetUpReading[]): PanelsFigure {
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
