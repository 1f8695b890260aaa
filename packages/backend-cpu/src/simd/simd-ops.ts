import { createBinary } from "../ops/binary.ts";
import { createGather } from "../ops/gather.ts";
import { createLayout } from "../ops/layout.ts";
import { createMatmul } from "../ops/matmul.ts";
import type { Operations } from "../ops/operations.ts";
import { createReduce } from "../ops/reduce.ts";
import { createTopK } from "../ops/top-k.ts";
import { createUnary } from "../ops/unary.ts";
import { topK } from "../scalar/top-k.ts";
import type { Store } from "../store.ts";
import { createAdam } from "./adam.ts";
import { createCopy } from "./copy.ts";
import { createElementwise } from "./elementwise.ts";
import type { Engine } from "./engine.ts";
import { createProduct } from "./product.ts";
import { createReduceLoop } from "./reduce.ts";

/** Primitives, fused ops and updates by WebAssembly kernels. */
export function simdOperations(store: Store, engine: Engine): Operations {
  const elementwise = createElementwise(engine);
  return {
    primitives: {
      ...createMatmul(store, createProduct(engine)),
      ...createUnary(store, elementwise.unary),
      ...createBinary(store, elementwise),
      ...createReduce(store, createReduceLoop(engine)),
      ...createTopK(store, topK),
      ...createGather(store),
      ...createLayout(store, createCopy(engine)),
    },
    fused: {},
    updates: createAdam(store, engine),
  };
}
