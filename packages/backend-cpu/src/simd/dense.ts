import type { BinaryLoop } from "../ops/binary.ts";
import type { UnaryLoop } from "../ops/unary.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { createCopy } from "./copy.ts";
import { createElementwise } from "./elementwise.ts";
import type { Engine } from "./engine.ts";
import { createProduct } from "./product.ts";
import { createReduceLoop } from "./reduce.ts";

/** What fused kernels are put together from. */
export interface Dense {
  readonly unary: UnaryLoop;
  readonly binary: BinaryLoop;
  readonly product: ReturnType<typeof createProduct>;
  /** `out = gate ≠ 0 ? x : 0`. */
  where(gate: CpuTensor, x: CpuTensor, out: CpuTensor): void;
  /** The sum of all numbers, a new scalar. */
  sum(x: CpuTensor): CpuTensor;
  /** Sums over the rows of a matrix of `cols` columns, a new tensor `[cols]`. */
  columnSums(x: CpuTensor, cols: number): CpuTensor;
  /** Writes the transpose of a `rows × cols` matrix to `out`. */
  transpose(x: CpuTensor, rows: number, cols: number, out: CpuTensor): void;
  /** Whether no number is NaN or ±∞, which a zero must not hide. */
  allFinite(x: CpuTensor): boolean;
}

/** Building blocks of fused kernels on one engine. */
export function createDense(store: Store, engine: Engine): Dense {
  const elementwise = createElementwise(engine);
  const reduce = createReduceLoop(engine);
  const copy = createCopy(engine);
  return {
    unary: elementwise.unary,
    binary: elementwise.binary,
    product: createProduct(engine),
    where: (gate, x, out) => {
      const zero = store.zeros([]);
      elementwise.where(gate, x, zero, out);
      store.dispose(zero);
    },
    sum: (x) => {
      const out = store.make([]);
      reduce("sum", x, [...x.shape.keys()], [], out);
      return out;
    },
    columnSums: (x, cols) => {
      const out = store.make([cols]);
      const leading = x.shape.slice(1).map((_, axis) => axis);
      reduce("sum", x, leading, [...leading.map(() => 1), cols], out);
      return out;
    },
    transpose: (x, rows, cols, out) => copy([cols, rows], x, 0, [1, cols], out, 0, [rows, 1]),
    allFinite: (x) => engine.kernels.allFinite(x.pointer, x.size) !== 0,
  };
}
