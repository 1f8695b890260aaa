import { type Matrix, matrix } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";

/** Whatever a method returns, seen alike: units with a direction, a number on every sample, and something that they add to. */
export interface Units {
  /** The method's own objects as directions of the activation: decoder rows, or what is read; `[units × dim]`. */
  readonly directions: Matrix;
  /** What each unit listens to, `[units × dim]`, of any length. */
  readonly read: Matrix;
  /** How strongly each unit is on, `[samples × units]`. */
  readonly codes: Matrix;
  /** What each unit adds to, `[units × width]`. */
  readonly write: Matrix;
  /** Where that lies: in the activation, in what the weights that read it write, or in the network's answers. */
  readonly into: "activation" | "weights" | "answers";
  /** Share of the circuits found, by group, where the method's own objects are more than directions. */
  readonly found?: Readonly<Record<string, number>>;
}

/** The latents of a decomposition of activations. */
export function latentUnits(decomposition: Decomposition, inputs: Matrix): Units {
  const { read, write } = decomposition;
  return { directions: write, read, codes: decomposition.activity(inputs), write, into: "activation" };
}

/** Matrices of as many rows, side by side. */
export function besideEachOther(...parts: readonly Matrix[]): Matrix {
  const rows = parts[0]!.rows;
  const out = matrix(
    rows,
    parts.reduce((sum, { cols }) => sum + cols, 0),
  );
  let start = 0;
  for (const { cols, data } of parts) {
    for (let i = 0; i < rows; i++) out.data.set(data.subarray(i * cols, (i + 1) * cols), i * out.cols + start);
    start += cols;
  }
  return out;
}

/** The standard basis, `[size × size]`, or some of its rows. */
export function axes(size: number, which: ArrayLike<number> = Array.from({ length: size }, (_, i) => i)): Matrix {
  const out = matrix(which.length, size);
  for (let row = 0; row < which.length; row++) out.data[row * size + which[row]!] = 1;
  return out;
}
