import { assertCols, assertFinite, fail, type Matrix, matrix, matrixFromRows, multiply } from "@exampledon/core";
import type { Circuit, Nonlinearity } from "./circuit.ts";

/** What a bank is made of; a single number or nonlinearity holds for every circuit. */
export interface BankParts {
  /** What each circuit reads, `[circuits × dim]`. */
  readonly reads: Matrix;
  /** Default 0. */
  readonly thresholds?: number | ArrayLike<number>;
  /** Default 1. */
  readonly gains?: number | ArrayLike<number>;
  /** Default `relu`. */
  readonly nonlinearity?: Nonlinearity | readonly Nonlinearity[];
  /** Default `circuit 0`, `circuit 1`, … */
  readonly names?: readonly string[];
}

/** Many circuits on one activation: a layer whose every unit is known. */
export interface CircuitBank {
  readonly circuits: readonly Circuit[];
  /** The ground truth of what each circuit reads, `[circuits × dim]`. */
  readonly reads: Matrix;
  /** `read · a` of every circuit, before its threshold, `[batch × circuits]`. @throws `bad-shape`, `not-finite` */
  readings(activations: Matrix): Matrix;
  /** What every circuit answers, `[batch × circuits]`. @throws `bad-shape`, `not-finite` */
  evaluate(activations: Matrix): Matrix;
}

/**
 * A bank of circuits from the matrix of their reads.
 * @throws `bad-shape` when a list has another length than there are circuits; `not-finite`
 */
export function circuitBank({
  reads,
  thresholds = 0,
  gains = 1,
  nonlinearity = "relu",
  names,
}: BankParts): CircuitBank {
  const where = "circuitBank";
  assertFinite(where, reads);
  const lists = { thresholds, gains, nonlinearity, names };
  for (const [name, list] of Object.entries(lists)) {
    if (typeof list !== "object" || list.length === reads.rows) continue;
    fail("bad-shape", {
      where,
      problem: `${name} must have ${reads.rows} entries`,
      got: list.length,
      cure: "check it",
    });
  }
  const at = <T>(list: T | ArrayLike<T>, i: number): T =>
    typeof list === "object" ? (list as ArrayLike<T>)[i]! : (list as T);
  return bankOf(
    Array.from({ length: reads.rows }, (_, i) => ({
      name: names?.[i] ?? `circuit ${i}`,
      read: reads.data.slice(i * reads.cols, (i + 1) * reads.cols),
      threshold: at(thresholds, i),
      gain: at(gains, i),
      nonlinearity: at<Nonlinearity>(nonlinearity, i),
    })),
  );
}

/**
 * A bank of the given circuits.
 * @throws `bad-shape` when there is none or they read activations of different widths
 */
export function bankOf(circuits: readonly Circuit[]): CircuitBank {
  if (circuits.length === 0) {
    fail("bad-shape", { where: "bankOf", problem: "at least one circuit", got: 0, cure: "pass some circuits" });
  }
  const reads = matrixFromRows(circuits.map(({ read }) => read));
  const readings = (activations: Matrix): Matrix => {
    assertCols("circuits", activations, reads.cols);
    assertFinite("circuits", activations);
    return multiply(activations, reads, { transposeB: true });
  };
  return {
    circuits,
    reads,
    readings,
    evaluate: (activations) => {
      const { rows, cols, data } = readings(activations);
      return matrix(
        rows,
        cols,
        data.map((reading, at) => answer(circuits[at % cols]!, reading)),
      );
    },
  };
}

function answer({ threshold, gain, nonlinearity }: Circuit, reading: number): number {
  const value = gain * (reading - threshold);
  if (nonlinearity === "none") return value;
  return nonlinearity === "relu" ? Math.max(0, value) : 1 / (1 + Math.exp(-value));
}
