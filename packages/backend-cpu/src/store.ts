import type { MemoryUse, Shape, Tensor } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Heap } from "./heap.ts";
import { assertShape, sizeOf } from "./shapes.ts";
import type { SparseNumbers } from "./sparse-numbers.ts";
import { CpuTensor } from "./tensor.ts";

/** Owner of one backend's tensors: makes and frees them, and knows the open scopes. */
export interface Store {
  /** A new tensor whose numbers are whatever the recycled buffer held: the caller must write all of them. */
  make(shape: Shape): CpuTensor;
  /** A new tensor of zeros. */
  zeros(shape: Shape): CpuTensor;
  /** A new matrix that is held by its entries until somebody needs its zeros. */
  makeSparse(shape: Shape, sparse: SparseNumbers): CpuTensor;
  /** A tensor that is alive and ours. @throws `disposed` when freed, `bad-param` when it belongs to another backend */
  own(where: string, tensor: Tensor): CpuTensor;
  /** The numbers of a tensor, outdated when the next one is made. @throws as `own` */
  data(where: string, tensor: Tensor): Float32Array;
  /** Frees a tensor. @throws `disposed` when it was freed before */
  dispose(tensor: Tensor): void;
  /** Exempts a tensor from every scope. @throws `disposed` */
  keep(tensor: Tensor): Tensor;
  /** Runs `body`, then frees what was made inside and is not in the result. @throws `bad-param` when `body` is async */
  scope<T>(body: () => T): T;
  live(): MemoryUse;
}

/** Makes an empty store for the backend of that name. */
export function createStore(backend: string, heap: Heap): Store {
  const scopes: CpuTensor[][] = [];
  let tensors = 0;
  let bytes = 0;

  const owned = (where: string, tensor: Tensor): CpuTensor => {
    if ((tensor as Partial<CpuTensor>)?.owner !== heap) {
      fail("bad-param", {
        where,
        problem: `the tensor must belong to this "${backend}" backend`,
        got: tensor?.backend,
        cure: "read it there and upload it here",
      });
    }
    return tensor as CpuTensor;
  };
  const alive = (where: string, tensor: Tensor): CpuTensor => {
    const own = owned(where, tensor);
    if (own.freed) {
      fail("disposed", {
        where,
        problem: "the tensor must be alive",
        got: `freed [${tensor.shape}]`,
        cure: "keep it, or return it from the scope it was made in",
      });
    }
    return own;
  };
  const make = (shape: Shape): CpuTensor => {
    const size = sizeOf(shape);
    const tensor = new CpuTensor(shape, backend, heap, size);
    tensors++;
    bytes += 4 * size;
    scopes.at(-1)?.push(tensor);
    return tensor;
  };
  const makeDense = (shape: Shape): CpuTensor => {
    assertShape("tensor", shape);
    const tensor = make([...shape]);
    tensor.dense = heap.allocate(tensor.size);
    return tensor;
  };
  const release = (tensor: CpuTensor): void => {
    tensor.release();
    tensors--;
    bytes -= 4 * tensor.size;
  };
  const leave = (made: readonly CpuTensor[], survivors: ReadonlySet<unknown>): void => {
    for (const tensor of made) {
      if (tensor.freed || tensor.kept) continue;
      if (survivors.has(tensor)) scopes.at(-1)?.push(tensor);
      else release(tensor);
    }
  };

  return {
    make: makeDense,
    zeros: (shape) => {
      const tensor = makeDense(shape);
      tensor.data.fill(0);
      return tensor;
    },
    makeSparse: (shape, sparse) => {
      const tensor = make([...shape]);
      tensor.sparse = sparse;
      return tensor;
    },
    own: alive,
    data: (where, tensor) => alive(where, tensor).data,
    dispose: (tensor) => release(alive("dispose", tensor)),
    keep: (tensor) => {
      alive("keep", tensor).kept = true;
      return tensor;
    },
    scope: (body) => {
      scopes.push([]);
      let survivors: ReadonlySet<unknown> = new Set();
      try {
        const result = body();
        if (typeof (result as { then?: unknown } | undefined)?.then === "function") {
          fail("bad-param", {
            where: "scope",
            problem: "the body must be synchronous",
            got: "a promise",
            cure: "await outside: return the tensors and read them after the scope",
          });
        }
        survivors = tensorsIn(result, heap);
        return result;
      } finally {
        leave(scopes.pop()!, survivors);
      }
    },
    live: () => ({ tensors, bytes }),
  };
}

/** The tensors of one heap found in a value, its arrays and its plain objects. */
function tensorsIn(value: unknown, heap: Heap): ReadonlySet<unknown> {
  const found = new Set<unknown>();
  const seen = new Set<unknown>();
  const visit = (item: unknown): void => {
    if (typeof item !== "object" || item === null || seen.has(item)) return;
    seen.add(item);
    if ((item as Partial<CpuTensor>).owner === heap) {
      found.add(item);
    } else if (Array.isArray(item)) {
      for (const child of item) visit(child);
    } else {
      const prototype = Object.getPrototypeOf(item);
      if (prototype === Object.prototype || prototype === null) for (const child of Object.values(item)) visit(child);
    }
  };
  visit(value);
  return found;
}
