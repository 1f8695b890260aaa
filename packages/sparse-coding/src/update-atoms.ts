import { type Matrix, matrix } from "@exampledon/core";

/** An atom whose sum of squared codes is below this share of the mean over atoms counts as unused. */
const UNUSED = 1e-6;

/** The statistics behind a dictionary update. */
export interface CodeStatistics {
  /** `Σ zᵀ z` over samples, `[atoms × atoms]`; written to where an atom is replaced. */
  readonly products: Float32Array;
  /** `Σ zᵀ x`, `[atoms × dim]`; written to where an atom is replaced. */
  readonly targets: Float32Array;
}

/**
 * One sweep of block-coordinate descent over unit atoms: `u_j = d_j + (b_j − a_j D) / A_jj`, `d_j = u_j / ‖u_j‖`; unused
 * atoms are replaced and their statistics forgotten. O(atoms² · dim). Mairal et al. (2010), algorithm 2, with atoms on
 * the sphere instead of in the ball.
 * @param replacement a unit direction for an unused atom; undefined keeps it
 */
export function updateAtoms(
  dictionary: Matrix,
  { products, targets }: CodeStatistics,
  replacement: () => Float64Array | undefined,
): Matrix {
  const { rows: count, cols: dim } = dictionary;
  const out = matrix(count, dim, dictionary.data.slice());
  let mean = 0;
  for (let j = 0; j < count; j++) mean += products[j * count + j]! / count;
  for (let j = 0; j < count; j++) {
    const own = products[j * count + j]!;
    let atom: Float64Array | undefined;
    if (own > UNUSED * mean) {
      atom = Float64Array.from({ length: dim }, (_, c) => targets[j * dim + c]!);
      for (let i = 0; i < count; i++) {
        const share = products[j * count + i]!;
        if (share === 0) continue;
        for (let c = 0; c < dim; c++) atom[c]! -= share * out.data[i * dim + c]!;
      }
      for (let c = 0; c < dim; c++) atom[c] = out.data[j * dim + c]! + atom[c]! / own;
    } else {
      atom = replacement();
      for (let i = 0; i < count; i++) {
        products[j * count + i] = 0;
        products[i * count + j] = 0;
      }
      targets.fill(0, j * dim, (j + 1) * dim);
    }
    const length = atom ? Math.hypot(...atom) : 0;
    if (atom && length > 0) {
      out.data.set(
        atom.map((value) => value / length),
        j * dim,
      );
    }
  }
  return out;
}
