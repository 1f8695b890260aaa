import { type Matrix, matrix } from "@exampledon/core";
import type { MechanismPart } from "./mechanism.ts";

/** A part of rank one from any two vectors, scaled so that what it reads has unit length. A read of zeros stays zero. */
export function rankOnePart(site: string, read: ArrayLike<number>, write: ArrayLike<number>): MechanismPart {
  const length = Math.hypot(...Array.from(read)) || 1;
  return {
    site,
    read: matrix(
      1,
      read.length,
      Float32Array.from(read, (value) => value / length),
    ),
    write: matrix(
      1,
      write.length,
      Float32Array.from(write, (value) => value * length),
    ),
  };
}

/** A vector of zeros with `value` at one place. */
export function axis(size: number, at: number, value = 1): Float32Array {
  const out = new Float32Array(size);
  out[at] = value;
  return out;
}

/** Column `j` `[rows]`. */
export function columnOf(m: Matrix, j: number): Float32Array {
  return Float32Array.from({ length: m.rows }, (_, i) => m.data[i * m.cols + j]!);
}
