import type { Product } from "../ops/matmul.ts";
import type { CpuTensor } from "../tensor.ts";
import type { View } from "../view.ts";
import type { Engine } from "./engine.ts";

/** Multiplications that are worth a thread's while. */
const GRAIN = 2 ** 17;

/** What is done with a product before it is written. */
export interface Epilogue {
  /** Added to each row. */
  readonly bias?: CpuTensor;
  /** Whether negative results become 0. */
  readonly relu?: boolean;
}

/** Matrix products by packed 4 × 8 tiles. */
export function createProduct(engine: Engine): (...args: [...Parameters<Product>, Epilogue?]) => void {
  return (m, n, k, a, b, c, offset, { bias, relu = false } = {}) => {
    const byColumns = n > m;
    const tile = byColumns ? 8 : 4;
    const grain = tile * Math.ceil(GRAIN / (tile * k * (byColumns ? m : n)));
    engine.run(
      "gemm",
      byColumns ? n : m,
      grain,
      Number(byColumns),
      m,
      n,
      k,
      address(a),
      a.row,
      a.col,
      address(b),
      b.row,
      b.col,
      c.pointer + 4 * offset,
      bias ? bias.pointer : 0,
      Number(relu),
    );
  };
}

function address({ data, offset }: View<CpuTensor>): number {
  return data.pointer + 4 * offset;
}
