import type { Primitives, UnaryName } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** The functions, in the order of their numbers in kernels. */
export const UNARY: readonly UnaryName[] = [
  "negate",
  "abs",
  "sign",
  "sqrt",
  "square",
  "relu",
  "step",
  "exp",
  "log",
  "sigmoid",
  "tanh",
  "softplus",
  "erf",
];

/** Writes `f(x)` to `out`, which has its shape. */
export type UnaryLoop = (name: UnaryName, x: CpuTensor, out: CpuTensor) => void;

/** Element-wise functions of one tensor. */
export function createUnary(store: Store, loop: UnaryLoop): Pick<Primitives, "unary"> {
  return {
    unary: (name, x) => {
      if (!UNARY.includes(name)) {
        fail("unknown-id", {
          where: "unary",
          problem: "the function must be one of UnaryName",
          got: name,
          cure: `choose one of ${UNARY.join(", ")}`,
        });
      }
      const from = store.own(name, x);
      const out = store.make(x.shape);
      loop(name, from, out);
      return out;
    },
  };
}
