import { type Matrix, matrix, normalizeRows, type Rng, rowOf, selectRows } from "@exampledon/core";

/**
 * Unit directions of samples drawn without replacement, `[atoms × dim]`; where there are too few samples that are not 0,
 * the rest is drawn uniformly from the sphere.
 */
export function initialDictionary(rng: Rng, samples: Matrix, atoms: number): Matrix {
  const usable = Array.from({ length: samples.rows }, (_, i) => i).filter((i) => rowOf(samples, i).some(Boolean));
  const chosen = rng.choose(usable.length, Math.min(atoms, usable.length));
  const out = matrix(atoms, samples.cols);
  out.data.set(
    normalizeRows(
      selectRows(
        samples,
        chosen.map((i) => usable[i]!),
      ),
    ).data,
  );
  for (let at = chosen.length * samples.cols; at < out.data.length; at++) out.data[at] = rng.normal();
  return normalizeRows(out);
}
