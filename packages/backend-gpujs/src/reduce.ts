import {
  type Primitives,
  primitiveShapes,
  type ReduceName,
  type Shape,
  sizeOf,
  type Tensor,
} from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { divide, type Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

/** Up to this many numbers are added by one thread; more are split into about √count parts first. */
const SERIAL = 512;

/** Sum and maximum over axes; a NaN gives NaN in both. */
export function createReduce(store: Store): Pick<Primitives, "reduce"> {
  return {
    reduce: (name, x, axes, keepDims) => {
      const kernel = Object.hasOwn(KERNELS, name) ? KERNELS[name] : unknown(name);
      const shape = primitiveShapes.reduce(name, x.shape, axes, keepDims);
      return store.handles.scope(() => store.share(name, reduceAll(store, kernel, x, axes), shape));
    },
  };
}

/** Reduces one run of neighbouring axes after the other, the last one first. */
function reduceAll(store: Store, kernel: Kernel, x: Tensor, axes: readonly number[]): Tensor {
  let result = x;
  for (let last = axes.length - 1; last >= 0; ) {
    let first = last;
    while (first > 0 && axes[first - 1] === axes[first]! - 1) first--;
    const [from, to] = [axes[first]!, axes[last]! + 1];
    result = reduceRun(store, kernel, result, from, to);
    last = first - 1;
  }
  return result;
}

function reduceRun(store: Store, kernel: Kernel, x: Tensor, from: number, to: number): Tensor {
  const before: Shape = x.shape.slice(0, from);
  const after: Shape = x.shape.slice(to);
  const ones = new Array<number>(to - from).fill(1);
  const inner = sizeOf(after);
  let count = sizeOf(x.shape.slice(from, to));
  let parts = x;
  if (count > SERIAL) {
    const chunks = Math.ceil(Math.sqrt(count));
    parts = store.run(kernel, [...before, chunks, ...after], [x, inner, count, chunks, Math.ceil(count / chunks)]);
    count = chunks;
  }
  return store.run(kernel, [...before, ...ones, ...after], [parts, inner, count, 1, count]);
}

function reduction(name: string, start: string, join: string): Kernel {
  return {
    name,
    inputs: { x: "numbers", inner: "whole", count: "whole", chunks: "whole", steps: "whole" },
    // Chunk c takes every element c, c + chunks, c + 2 chunks …
    body: `
      ${divide("i", "inner", "line", "place")}
      ${divide("line", "chunks", "outer", "chunk")}
      const base = outer * count * inner + place;
      let result = ${start};
      for (let s = 0; s < steps; s++) {
        const p = chunk + s * chunks;
        if (p < count) {
          const v = x[base + p * inner];
          ${join}
        }
      }
      return result;`,
  };
}

const KERNELS: Readonly<Record<ReduceName, Kernel>> = {
  sum: reduction("sum", "0", "result += v;"),
  // The second case is NaN on either side, and keeps it.
  max: reduction(
    "max",
    "x[base + chunk * inner]",
    "if (v > result) { result = v; } else if (!(v <= result)) { result = result + v; }",
  ),
};

function unknown(name: string): never {
  return fail("unknown-id", {
    where: "reduce",
    problem: "the reduction must be sum or max",
    got: name,
    cure: "use one",
  });
}
