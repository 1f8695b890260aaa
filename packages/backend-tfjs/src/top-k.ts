import { type Primitives, primitiveShapes } from "@exampledon/compute";
import type { Kernels } from "./kernels.ts";

/** The largest entries of each row. */
export function createTopK({ run, tf }: Kernels): Pick<Primitives, "topK"> {
  return {
    topK: (x, k) => {
      const shape = primitiveShapes.topK(x.shape, k);
      const [values, indices] = run("topK", [x], [shape, shape], (rows) => {
        const top = tf.topk(rows, k);
        return [top.values, tf.cast(top.indices, "float32")];
      });
      return { values: values!, indices: indices! };
    },
  };
}
