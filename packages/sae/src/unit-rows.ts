import { type Backend, type Tensor, tensorMath } from "@exampledon/compute";

/** A gradient without its part along each row: `g_i − (g_i · u_i) u_i`, `u_i = row_i / ‖row_i‖`, both `[rows × dim]`. */
export function removeParallel(backend: Backend, gradient: Tensor, rows: Tensor): Tensor {
  const { sum, mul, div, sub } = tensorMath(backend);
  const along = div(sum(mul(gradient, rows), [1], true), sum(mul(rows, rows), [1], true));
  return sub(gradient, mul(along, rows));
}

/** Scales rows `[rows × dim]` to unit length, in place. */
export function renormalizeRows(backend: Backend, rows: Tensor): void {
  const { sum, mul, div, unary, primitives } = tensorMath(backend);
  primitives.assignInPlace(rows, div(rows, unary("sqrt", sum(mul(rows, rows), [1], true))));
}
