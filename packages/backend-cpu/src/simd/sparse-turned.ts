import type { SparseNumbers } from "../sparse-numbers.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";
import { sparseTimes, sparseTransposedTimes } from "./sparse.ts";

/** The two products of a linear map's gradient, where the gradient of its output is held by its entries. */
export interface SparseTurned {
  /** `S · Dᵀ` to `out` `[rows × height]`; D `[height × cols]`. */
  timesTurned(s: SparseNumbers, d: CpuTensor, height: number, out: CpuTensor): void;
  /** `Dᵀ · S` to `out` `[width × cols]`; D `[rows × width]`. */
  turnedTimes(d: CpuTensor, width: number, s: SparseNumbers, out: CpuTensor): void;
}

/** Products with a turned matrix: each turns it, or the result. */
export function createSparseTurned(store: Store, engine: Engine, { transpose }: Dense): SparseTurned {
  return {
    timesTurned: (s, d, height, out) => {
      const turned = store.make([s.pattern.cols, height]);
      transpose(d, height, s.pattern.cols, turned);
      sparseTimes(engine, s, turned.pointer, height, 0, out.pointer);
      store.dispose(turned);
    },
    turnedTimes: (d, width, s, out) => {
      const turned = store.zeros([s.pattern.cols, width]);
      sparseTransposedTimes(engine, s, d.pointer, width, turned.pointer);
      transpose(turned, s.pattern.cols, width, out);
      store.dispose(turned);
    },
  };
}
