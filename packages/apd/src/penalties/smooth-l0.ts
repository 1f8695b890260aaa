import { smoothL0Totals } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import { annealed, type Penalty } from "./penalty.ts";

const params: { readonly gammaStart: NumberField; readonly gammaEnd: NumberField } = {
  gammaStart: number({
    label: "γ at the start",
    doc: "Importance at which the smooth L0 penalty has reached half its height, at the start.",
    default: 1,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
  gammaEnd: number({
    label: "γ at the end",
    doc: "The same at the end; it falls along a straight line.",
    default: 0.01,
    min: 1e-4,
    max: 100,
    scale: "log",
  }),
};

/** `(1 + γ²) g² / (g² + γ²)`: flat at 0, 1 at g = 1, and the number of important components as γ goes to 0. */
export const smoothL0: Penalty<typeof params> = {
  title: "smooth L0",
  params,
  totals: (gate, progress, { gammaStart, gammaEnd }) =>
    smoothL0Totals(gate, { gamma: annealed(gammaStart, gammaEnd, progress, 1) }),
};
