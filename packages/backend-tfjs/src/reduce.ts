import { type Primitives, primitiveShapes } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernels } from "./kernels.ts";

/** Sum and maximum over axes. */
export function createReduce({ one, tf }: Kernels): Pick<Primitives, "reduce"> {
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
      const shape = primitiveShapes.reduce(name, x.shape, axes, keepDims);
      return one(name, [x], shape, (values) => {
        if (axes.length === 0) return values;
        return name === "sum" ? tf.sum(values, [...axes], keepDims) : tf.max(values, [...axes], keepDims);
      });
    },
  };
}
