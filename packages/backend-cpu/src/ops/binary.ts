import type { BinaryName, Primitives } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { broadcastShapes } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** The functions, in the order of their numbers in kernels. */
export const BINARY: readonly BinaryName[] = [
  "add",
  "sub",
  "mul",
  "div",
  "maximum",
  "minimum",
  "greater",
  "equal",
  "pow",
];

/** Writes `f(a, b)` to `out`, whose shape is what both broadcast to. */
export type BinaryLoop = (name: BinaryName, a: CpuTensor, b: CpuTensor, out: CpuTensor) => void;
/** Writes `condition ≠ 0 ? a : b` to `out`, whose shape is what all broadcast to. */
export type WhereLoop = (condition: CpuTensor, a: CpuTensor, b: CpuTensor, out: CpuTensor) => void;

/** Element-wise functions of two and three tensors, broadcast as in NumPy. NaN in `maximum` and `minimum` gives NaN. */
export function createBinary(
  store: Store,
  { binary, where }: { readonly binary: BinaryLoop; readonly where: WhereLoop },
): Pick<Primitives, "binary" | "where"> {
  return {
    binary: (name, a, b) => {
      if (!BINARY.includes(name)) {
        fail("unknown-id", {
          where: "binary",
          problem: "the function must be one of BinaryName",
          got: name,
          cure: `choose one of ${BINARY.join(", ")}`,
        });
      }
      const left = store.own(name, a);
      const right = store.own(name, b);
      const out = store.make(broadcastShapes(name, a.shape, b.shape));
      binary(name, left, right, out);
      return out;
    },
    where: (condition, a, b) => {
      const test = store.own("where", condition);
      const left = store.own("where", a);
      const right = store.own("where", b);
      const out = store.make(broadcastShapes("where", condition.shape, broadcastShapes("where", a.shape, b.shape)));
      where(test, left, right, out);
      return out;
    },
  };
}
