import { type Matrix, rowOf } from "@exampledon/core";
import { auc } from "@exampledon/metrics";
import type { Circuit } from "@exampledon/networks";

/** The directions of a world in which row 0 of each kind is the elephant and grey. */
export interface Kinds {
  /** `[animals × dim]`. */
  readonly animals: Matrix;
  /** `[colours × dim]`. */
  readonly colours: Matrix;
}

/** What a trained circuit reads, and how it answers where the two are apart. */
export interface CircuitReading {
  /** Cosine of its read direction to grey. */
  readonly greyWeight: number;
  /** Cosine of its read direction to the elephant. */
  readonly elephantWeight: number;
  /** Share of the colours other than grey in which it recognises an elephant. */
  readonly pinkDetected: number;
  /** Share of the other animals that it takes for an elephant when they are grey. */
  readonly greyFalseAlarms: number;
  /** AUC between elephants that are not grey and grey animals that are no elephants; ½ is chance. */
  readonly toldApart: number;
}

/** Shows a circuit every elephant that is not grey and every grey animal that is no elephant; exact, nothing is drawn. */
export function readCircuit({ read, threshold }: Circuit, { animals, colours }: Kinds): CircuitReading {
  const length = Math.sqrt(dot(read, read)) || 1;
  const [elephant, grey] = [dot(read, rowOf(animals, 0)), dot(read, rowOf(colours, 0))];
  const pink = scores(read, colours, elephant - threshold);
  const alarms = scores(read, animals, grey - threshold);
  return {
    greyWeight: grey / length,
    elephantWeight: elephant / length,
    pinkDetected: shareAboveZero(pink),
    greyFalseAlarms: shareAboveZero(alarms),
    toldApart: auc([...pink.map(() => 1), ...alarms.map(() => 0)], [...pink, ...alarms]),
  };
}

/** Scores of all rows but the first, each beside something that contributes `offset`. */
function scores(read: Float32Array, kind: Matrix, offset: number): number[] {
  return Array.from({ length: kind.rows - 1 }, (_, i) => offset + dot(read, rowOf(kind, i + 1)));
}

function shareAboveZero(values: readonly number[]): number {
  return values.filter((value) => value > 0).length / values.length;
}

/** Inner product in float64. */
export function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}
