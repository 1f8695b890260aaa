import { type Matrix, matrix, multiply, normalizeRows, type Rng, rowNorms, rowOf } from "@exampledon/core";
import { unitDirections } from "../unit-directions.ts";

/** Where the iteration for the top component ends: a relative change of its size this small, or this many rounds. */
const SETTLED = 1e-6;
const ROUNDS = 200;

/** What the largest singular component of a matrix is. */
export interface TopComponent {
  /** Its share of the sum of squares; 0 for a matrix of zeros. */
  readonly share: number;
  /** Its right singular vector, unit, `[cols]`. */
  readonly direction: Float64Array;
}

/** The top singular component of `m [rows × cols]`, by power iteration on the Gram matrix in float64. */
export function topComponent(m: Matrix): TopComponent {
  const gram = multiply(m, m, { transposeA: true });
  const total = rowNorms(m).reduce((sum, length) => sum + length * length, 0);
  // The column that holds most of the matrix is not orthogonal to its top component.
  const sizes = Array.from({ length: m.cols }, (_, k) => gram.data[k * m.cols + k]!);
  const direction = Float64Array.from(rowOf(gram, sizes.indexOf(Math.max(...sizes))));
  let image = direction.slice();
  let value = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const length = Math.sqrt(inner(image, image));
    if (length === 0) return { share: 0, direction };
    for (let k = 0; k < m.cols; k++) direction[k] = image[k]! / length;
    image = Float64Array.from(direction, (_, k) => inner(direction, rowOf(gram, k)));
    const next = inner(image, direction);
    if (Math.abs(next - value) <= SETTLED * next) return { share: next / total, direction };
    value = next;
  }
  return { share: value / total, direction };
}

/** `after − before`, entry by entry. */
export function difference(after: Matrix, before: Matrix): Matrix {
  const out = matrix(after.rows, after.cols);
  for (let at = 0; at < out.data.length; at++) out.data[at] = after.data[at]! - before.data[at]!;
  return out;
}

/** What each row of `after` has beside the direction of the same row of `before` (unit rows). */
export function beside(after: Matrix, before: Matrix): Matrix {
  const out = matrix(after.rows, after.cols);
  for (let i = 0; i < after.rows; i++) {
    const [old, now, rest] = [rowOf(before, i), rowOf(after, i), rowOf(out, i)];
    const along = inner(old, now);
    for (let k = 0; k < after.cols; k++) rest[k] = now[k]! - along * old[k]!;
  }
  return out;
}

/** Unit rows at the given cosines to those of `before`, each turned towards a random direction of its own. */
export function randomlyTurned(before: Matrix, cosines: readonly number[], rng: Rng): Matrix {
  const sideways = normalizeRows(beside(unitDirections(rng, before.rows, before.cols), before));
  const out = matrix(before.rows, before.cols);
  for (let i = 0; i < before.rows; i++) {
    const along = Math.min(1, cosines[i]!);
    const across = Math.sqrt(1 - along * along);
    for (let at = i * before.cols; at < (i + 1) * before.cols; at++) {
      out.data[at] = along * before.data[at]! + across * sideways.data[at]!;
    }
  }
  return out;
}

/** Inner product in float64. */
export function inner(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
