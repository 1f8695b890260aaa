import { createAdam } from "../ops/adam.ts";
import { createBinary } from "../ops/binary.ts";
import { createGather } from "../ops/gather.ts";
import { createLayout } from "../ops/layout.ts";
import { createMatmul } from "../ops/matmul.ts";
import type { Operations } from "../ops/operations.ts";
import { createReduce } from "../ops/reduce.ts";
import { createTopK } from "../ops/top-k.ts";
import { createUnary } from "../ops/unary.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { View } from "../view.ts";
import { adam } from "./adam.ts";
import { binary, where } from "./binary.ts";
import { copy } from "./copy.ts";
import { createLinearRelu } from "./linear-relu.ts";
import { product } from "./product.ts";
import { reduce } from "./reduce.ts";
import { createSparseDecode } from "./sparse-decode.ts";
import { topK } from "./top-k.ts";
import { unary } from "./unary.ts";

/**
 * Plain TypeScript: every sum is accumulated in float64 and rounded once. The yardstick of the kernels, and what runs
 * where WebAssembly does not.
 */
export function scalarOperations(store: Store): Operations {
  const numbers = (view: View<CpuTensor>): View => ({ ...view, data: view.data.data });
  return {
    primitives: {
      ...createMatmul(store, (m, n, k, a, b, c, offset) => product(m, n, k, numbers(a), numbers(b), c.data, offset)),
      ...createUnary(store, unary),
      ...createBinary(store, { binary, where }),
      ...createReduce(store, reduce),
      ...createTopK(store, topK),
      ...createGather(store),
      ...createLayout(store, copy),
    },
    fused: { linearRelu: createLinearRelu(store), sparseDecode: createSparseDecode(store) },
    updates: createAdam(store, adam),
  };
}
