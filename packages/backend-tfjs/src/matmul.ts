import { type Primitives, primitiveShapes, type Shape, sameShape } from "@exampledon/compute";
import type { Kernels } from "./kernels.ts";
import type { TfTensor } from "./tf.ts";

/** Matrix products. tfjs does not broadcast leading axes against each other, so that is done before. */
export function createMatmul({ one, tf }: Kernels): Pick<Primitives, "matmul"> {
  return {
    matmul: (a, b, options = {}) => {
      const { transposeA = false, transposeB = false } = options;
      const shape = primitiveShapes.matmul(a.shape, b.shape, options);
      const lead = shape.slice(0, -2);
      const led = (x: TfTensor): TfTensor => {
        const own = x.shape.slice(0, -2);
        return sameShape(own, lead) ? x : tf.broadcastTo(x, [...lead, ...x.shape.slice(-2)]);
      };
      return one("matmul", [a, b], shape, (x, y) => {
        const product = tf.matMul(stacked(led(x)), stacked(led(y)), transposeA, transposeB);
        return tf.reshape(product, [...shape]);
      });
    },
  };

  /** As one stack of matrices: kernels differ in the ranks they take. */
  function stacked(x: TfTensor): TfTensor {
    const [rows, columns] = x.shape.slice(-2) as [number, number];
    return x.shape.length === 2 ? x : tf.reshape(x, [-1, rows, columns] satisfies Shape as number[]);
  }
}
