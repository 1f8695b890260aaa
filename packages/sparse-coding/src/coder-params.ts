import { type BooleanField, boolean, type IntegerField, integer, type NumberField, number } from "@exampledon/core";
import type { Pursuit } from "@exampledon/decomposer";

/** How samples are coded in a dictionary, by OMP. */
export const ompParams: {
  readonly k: IntegerField;
  readonly tolerance: NumberField;
  readonly nonNegative: BooleanField;
} = {
  k: integer({
    doc: "Most atoms per sample.",
    unit: "atoms",
    default: 3,
    min: 1,
    max: 10_000,
    sweep: [1, 2, 3, 5, 8],
  }),
  tolerance: number({
    doc: "A sample takes no more atoms once its residual is at most this share of its length.",
    default: 0.001,
    min: 0,
    max: 1,
  }),
  nonNegative: boolean({ label: "non-negative", doc: "Whether codes must be at least 0.", default: true }),
};

/** How samples are coded in a dictionary, by FISTA. */
export const fistaParams: {
  readonly lambda: NumberField;
  readonly codeIterations: IntegerField;
  readonly nonNegative: BooleanField;
} = {
  lambda: number({
    doc: "Weight of the L1 penalty on codes, beside half the squared error.",
    default: 0.05,
    min: 0,
    max: 100,
    sweep: [0.4, 0.2, 0.1, 0.05, 0.02],
  }),
  codeIterations: integer({
    label: "iterations per code",
    doc: "Most iterations of FISTA for one sample.",
    unit: "iterations",
    default: 200,
    min: 1,
    max: 100_000,
    scale: "log",
  }),
  nonNegative: ompParams.nonNegative,
};

/** Where FISTA stops early: the violation as a share of the largest correlation; float32 activations carry no more. */
const CODE_TOLERANCE = 1e-5;

/** OMP as the activation of a decomposition; `k` is lowered to the number of atoms. */
export function ompPursuit(
  { k, tolerance, nonNegative }: { readonly k: number; readonly tolerance: number; readonly nonNegative: boolean },
  atoms: number,
): Pursuit {
  return { kind: "omp", k: Math.min(k, atoms), tolerance, nonNegative };
}

/** FISTA as the activation of a decomposition. */
export function fistaPursuit(params: {
  readonly lambda: number;
  readonly codeIterations: number;
  readonly nonNegative: boolean;
}): Pursuit {
  const { lambda, codeIterations: iterations, nonNegative } = params;
  return { kind: "fista", lambda, iterations, tolerance: CODE_TOLERANCE, nonNegative };
}
