import { type Matrix, matrix, rowOf } from "@exampledon/core";

/**
 * K-SVD's dictionary update: each atom in turn becomes the direction that best explains, with its own codes, what the
 * other atoms leave of the samples that use it: `d = Eᵀ z / ‖Eᵀ z‖`, `z = E d`, one alternation instead of a singular value
 * decomposition (Rubinstein et al. 2008). Unused atoms are replaced. O(active · dim) in all.
 * @param codes `[samples × atoms]`; overwritten with the new codes
 * @param nonNegative keeps codes ≥ 0
 * @param replacement a unit direction for an unused atom; undefined keeps it
 */
export function rankOneSweep(
  dictionary: Matrix,
  samples: Matrix,
  codes: Float64Array,
  nonNegative: boolean,
  replacement: () => Float64Array | undefined,
): Matrix {
  const { rows: count, cols: dim } = dictionary;
  const rows = Float64Array.from(dictionary.data);
  const residuals = residualsOf(samples, codes, rows, count);
  for (let a = 0; a < count; a++) {
    const atom = rows.subarray(a * dim, (a + 1) * dim);
    const users: number[] = [];
    for (let i = 0; i < samples.rows; i++) if (codes[i * count + a] !== 0) users.push(i);
    if (users.length === 0) {
      const fresh = replacement();
      if (fresh) atom.set(fresh);
      continue;
    }
    const pull = new Float64Array(dim);
    for (const i of users) {
      const amount = codes[i * count + a]!;
      for (let j = 0; j < dim; j++) {
        // With the atom's own part back in, the residual is E.
        residuals[i * dim + j]! += amount * atom[j]!;
        pull[j]! += amount * residuals[i * dim + j]!;
      }
    }
    const length = Math.hypot(...pull);
    if (length > 0) atom.set(pull.map((value) => value / length));
    for (const i of users) {
      let amount = 0;
      for (let j = 0; j < dim; j++) amount += residuals[i * dim + j]! * atom[j]!;
      if (nonNegative && amount < 0) amount = 0;
      codes[i * count + a] = amount;
      for (let j = 0; j < dim; j++) residuals[i * dim + j]! -= amount * atom[j]!;
    }
  }
  return matrix(count, dim, Float32Array.from(rows));
}

function residualsOf(samples: Matrix, codes: Float64Array, rows: Float64Array, count: number): Float64Array {
  const dim = samples.cols;
  const out = new Float64Array(samples.rows * dim);
  for (let i = 0; i < samples.rows; i++) {
    out.set(rowOf(samples, i), i * dim);
    for (let a = 0; a < count; a++) {
      const amount = codes[i * count + a]!;
      if (amount === 0) continue;
      for (let j = 0; j < dim; j++) out[i * dim + j]! -= amount * rows[a * dim + j]!;
    }
  }
  return out;
}
