import { type Matrix, matrix, multiply, normalizeRows, type Rng } from "@exampledon/core";
import type { SiteMechanisms } from "@exampledon/decomposer";

/** Independent normal entries of that deviation. */
export function normalRows(rng: Rng, rows: number, cols: number, deviation = 1): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal(0, deviation)),
  );
}

/** Write rows in random directions, each as long as its rank-one overlap with the weights: `û (v W · û)`. */
export function overlappingWrites(rng: Rng, read: Matrix, weights: Matrix): SiteMechanisms {
  const write = normalizeRows(normalRows(rng, read.rows, weights.cols));
  return { read, write: scaleRows(write, overlaps(read, write, weights)) };
}

/** `v W · u` of each pair of rows. */
export function overlaps(read: Matrix, write: Matrix, weights: Matrix): Float64Array {
  const { data, cols } = multiply(read, weights);
  return Float64Array.from({ length: read.rows }, (_, c) => {
    let sum = 0;
    for (let at = c * cols; at < (c + 1) * cols; at++) sum += data[at]! * write.data[at]!;
    return sum;
  });
}

/** Each row times its factor. */
export function scaleRows(m: Matrix, factors: ArrayLike<number>): Matrix {
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => value * factors[Math.floor(at / m.cols)]!),
  );
}

/** Overwrites the first rows of `base` with those given, up to as many as there are. */
export function withFirstRows(base: SiteMechanisms, first: SiteMechanisms): SiteMechanisms {
  const place = (to: Matrix, from: Matrix): Matrix => {
    const count = Math.min(to.data.length, from.data.length);
    const data = to.data.slice();
    data.set(from.data.subarray(0, count));
    return { ...to, data };
  };
  return { read: place(base.read, first.read), write: place(base.write, first.write) };
}
