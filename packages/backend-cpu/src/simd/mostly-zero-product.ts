import type { Product } from "../ops/matmul.ts";
import type { SparseNumbers } from "../sparse-numbers.ts";
import type { CpuTensor } from "../tensor.ts";
import type { View } from "../view.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";
import { entriesOf } from "./sparse.ts";
import type { SparseTurned } from "./sparse-turned.ts";

/** Multiplications from which on it pays to look for zeros. */
const WORTH_LOOKING = 2 ** 18;
/** Numbers that are glanced at before all are, and how many of them must be 0. */
const GLANCES = 64;
const ZEROS = 40;

/**
 * Matrix products. Where an operand turns out to be mostly 0, as the gradient of circuits that seldom fire is, the two
 * products of a linear map's gradient, `S · Dᵀ` and `Dᵀ · S`, touch its entries alone.
 */
export function createMostlyZeroProduct(
  engine: Engine,
  { product, allFinite }: Dense,
  { timesTurned, turnedTimes }: SparseTurned,
): Product {
  /** Entries of a view that is a whole tensor, if few. */
  const entries = ({ data, col }: View<CpuTensor>, size: number): SparseNumbers | undefined =>
    col === 1 && data.size === size && looksEmpty(data) ? entriesOf(engine, data) : undefined;
  return (m, n, k, a, b, c, offset) => {
    if (m * n * k >= WORTH_LOOKING && c.size === m * n) {
      const left = b.row === 1 && b.data.size === n * k ? entries(a, m * k) : undefined;
      if (left && allFinite(b.data)) return timesTurned(left, b.data, n, c);
      const right = a.row === 1 && a.data.size === m * k ? entries(b, k * n) : undefined;
      if (right && allFinite(a.data)) return turnedTimes(a.data, m, right, c);
    }
    product(m, n, k, a, b, c, offset);
  };
}

function looksEmpty(x: CpuTensor): boolean {
  if (x.sparse || x.crowded) return !x.crowded;
  const { data } = x;
  // An odd step, so that not all are in one column.
  const step = Math.floor(data.length / GLANCES) | 1;
  let zeros = 0;
  for (let i = 0, at = 0; i < GLANCES && at < data.length; i++, at += step) if (data[at] === 0) zeros++;
  return zeros >= ZEROS;
}
