import type { Affine } from "../ops/affine.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { viewOf } from "../view.ts";
import { product } from "./product.ts";

/** `x · W`, without the bias, as a tensor `[… × cols]`. */
export function timesWeights(store: Store, { x, weights, rows, inner, cols }: Affine): CpuTensor {
  const out = store.make([...x.shape.slice(0, -1), cols]);
  product(rows, cols, inner, viewOf(x.data, inner), viewOf(weights.data, cols), out.data, 0);
  return out;
}
