import type { Primitives } from "@exampledon/compute";
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
import { createActiveTotals } from "./active-totals.ts";
import { createAdamLoop } from "./adam.ts";
import { createCentredLinearRelu } from "./centred-linear-relu.ts";
import { createCopy } from "./copy.ts";
import { createDense } from "./dense.ts";
import { createElementwise } from "./elementwise.ts";
import type { Engine } from "./engine.ts";
import { createGates } from "./gates.ts";
import { createKeepTopK } from "./keep-top-k.ts";
import { createLinearRelu } from "./linear-relu.ts";
import { createMostlyZeroProduct } from "./mostly-zero-product.ts";
import { createReduceLoop } from "./reduce.ts";
import { createSparseDecode } from "./sparse-decode.ts";
import { createSparseTurned } from "./sparse-turned.ts";
import { createSquaredError } from "./squared-error.ts";
import { createTopKLoop } from "./top-k.ts";
import { withEntries } from "./with-entries.ts";

/** Primitives, fused ops and updates by WebAssembly kernels. */
export function simdOperations(store: Store, engine: Engine): Operations {
  const dense = createDense(store, engine);
  const turned = createSparseTurned(store, engine, dense);
  const linearRelu = createLinearRelu(store, engine, dense, turned);
  const elementwise = createElementwise(engine);
  const primitives: Primitives = {
    ...createMatmul(store, createMostlyZeroProduct(engine, dense, turned)),
    ...createUnary(store, elementwise.unary),
    ...createBinary(store, elementwise),
    ...createReduce(store, createReduceLoop(engine)),
    ...createTopK(store, createTopKLoop(engine)),
    ...createGather(store),
    ...createLayout(store, createCopy(engine)),
  };
  return {
    primitives: withEntries(store, engine, primitives),
    fused: {
      ...createGates(store, engine),
      linearRelu,
      centredLinearRelu: createCentredLinearRelu(store, dense, linearRelu),
      sparseDecode: createSparseDecode(store, engine, dense),
      keepTopK: createKeepTopK(store, engine, primitives),
      activeTotals: createActiveTotals(store, engine, dense),
      squaredError: createSquaredError(store, dense),
    },
    updates: createAdam(store, createAdamLoop(engine)),
  };
}
