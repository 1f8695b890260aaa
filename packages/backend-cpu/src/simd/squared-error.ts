import type { FusedKernel, Tensor } from "@exampledon/compute";
import { badShape, sameShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Dense } from "./dense.ts";

/** `Σ (a − b)²`, summed in float64; its gradient in two passes, over no more than the differences. */
export function createSquaredError(store: Store, { binary, unary, sum }: Dense): FusedKernel {
  const difference = (inputs: readonly Tensor[], first: number): CpuTensor => {
    const [a, b] = [first, 1 - first].map((i) => store.own("squaredError", inputs[i]!)) as [CpuTensor, CpuTensor];
    if (!sameShape(a.shape, b.shape)) {
      badShape("squaredError", "the shapes must be the same", `[${a.shape}] and [${b.shape}]`, "broadcast one");
    }
    const out = store.make(a.shape);
    binary("sub", a, b, out);
    return out;
  };
  return {
    forward: (inputs) => {
      const squares = difference(inputs, 0);
      unary("square", squares, squares);
      const out = sum(squares);
      store.dispose(squares);
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const factor = store.make([]);
      factor.data[0] = 2 * store.data("squaredError", upstream)[0]!;
      const results = [0, 1].map((i) => {
        if (!needs[i]) return undefined;
        const out = difference(inputs, i);
        binary("mul", out, factor, out);
        return out;
      });
      store.dispose(factor);
      return results;
    },
  };
}
