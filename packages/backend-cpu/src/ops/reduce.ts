import type { Primitives, ReduceName, Shape } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { assertAxis, badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** Reduces `axes` of x; `kept` is its shape with those axes at size 1. */
export type ReduceLoop = (name: ReduceName, x: CpuTensor, axes: readonly number[], kept: Shape, out: CpuTensor) => void;

/** Sum and maximum over axes; a NaN gives NaN in both. */
export function createReduce(store: Store, loop: ReduceLoop): Pick<Primitives, "reduce"> {
  return {
    reduce: (name, x, axes, keepDims) => {
      if (name !== "sum" && name !== "max") {
        fail("unknown-id", {
          where: "reduce",
          problem: "the reduction must be sum or max",
          got: name,
          cure: "use one",
        });
      }
      const from = store.own(name, x);
      axes.forEach((axis, i) => {
        assertAxis(name, x.shape, axis);
        if (i > 0 && axis <= axes[i - 1]!) badShape(name, "axes must ascend", axes, "sort them and drop repeats");
      });
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const out = store.make(keepDims ? kept : kept.filter((_, axis) => !axes.includes(axis)));
      loop(name, from, axes, kept, out);
      return out;
    },
  };
}
