import { type Matrix, matrix, multiply, normalizeRows, type Rng, rowOf } from "@exampledon/core";

/** Standard normal numbers. */
export function gaussian(stream: Rng, rows: number, cols: number): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
}

/** Unit directions drawn uniformly from the sphere. */
export function randomDictionary(stream: Rng, atoms: number, dim: number): Matrix {
  return normalizeRows(gaussian(stream, atoms, dim));
}

/** Samples of `active` atoms each, drawn from the rows `[from, to)`, with magnitudes in U[0.5, 1.5]. */
export function plantedSamples(
  stream: Rng,
  dictionary: Matrix,
  samples: number,
  choices: readonly { readonly active: number; readonly from: number; readonly to: number }[],
): { readonly codes: Matrix; readonly supports: readonly number[][]; readonly samples: Matrix } {
  const codes = matrix(samples, dictionary.rows);
  const supports = Array.from({ length: samples }, (_, i) => {
    const support = choices.flatMap(({ active, from, to }) =>
      [...stream.choose(to - from, active)].map((atom) => from + atom),
    );
    for (const atom of support) rowOf(codes, i)[atom] = stream.uniform(0.5, 1.5);
    return support.sort((a, b) => a - b);
  });
  return { codes, supports, samples: multiply(codes, dictionary) };
}
