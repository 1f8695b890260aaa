import { type BinaryName, broadcastShapes, type Primitives } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { KernelInput } from "./kernel.ts";
import { broadcastStrides } from "./shapes.ts";
import type { Store } from "./store.ts";
import { stridedKernel, walkNumbers, walkOf } from "./strided.ts";

/** Statements that return f(a, b). The last case of the extremes is NaN, on either side. */
const BODIES: Readonly<Record<BinaryName, string>> = {
  add: "return a + b;",
  sub: "return a - b;",
  mul: "return a * b;",
  div: "return a / b;",
  maximum: "if (a >= b) { return a; } if (b > a) { return b; } return a + b;",
  minimum: "if (a <= b) { return a; } if (b < a) { return b; } return a + b;",
  // A GPU's pow knows only positive bases.
  pow: `
    if (b === 0) { return 1; }
    if (a !== a) { return a; }
    if (b !== b) { return b; }
    if (a === 0) { return b > 0 ? 0 : infinity; }
    const size = Math.pow(Math.abs(a), b);
    if (a > 0) { return size; }
    const half = b / 2;
    if (half === Math.floor(half)) { return size; }
    if (b === Math.floor(b)) { return -size; }
    return nan;`,
  greater: "return a > b ? 1 : 0;",
  equal: "return a === b ? 1 : 0;",
};

/** Element-wise functions of two and three tensors, broadcast as in NumPy. NaN in `maximum` and `minimum` gives NaN. */
export function createBinary(store: Store): Pick<Primitives, "binary" | "where"> {
  return {
    binary: (name, a, b) => {
      const body = Object.hasOwn(BODIES, name) ? BODIES[name] : unknown(name);
      const shape = broadcastShapes(name, a.shape, b.shape);
      const walk = walkOf(shape, [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)]);
      const odd: Record<string, KernelInput> = name === "pow" ? { nan: "real", infinity: "real" } : {};
      const kernel = stridedKernel(name, walk.sizes.length, ["a", "b"], body, odd);
      const constants = name === "pow" ? [Number.NaN, Number.POSITIVE_INFINITY] : [];
      return store.run(kernel, shape, [a, b, ...constants, ...walkNumbers(walk)]);
    },
    where: (condition, a, b) => {
      const operands = [condition, a, b];
      const shape = broadcastShapes("where", condition.shape, broadcastShapes("where", a.shape, b.shape));
      const walk = walkOf(
        shape,
        operands.map((operand) => broadcastStrides(operand.shape, shape)),
      );
      const kernel = stridedKernel("where", walk.sizes.length, ["a", "b", "c"], "if (a === 0) { return c; } return b;");
      return store.run(kernel, shape, [...operands, ...walkNumbers(walk)]);
    },
  };
}

function unknown(name: string): never {
  return fail("unknown-id", {
    where: "binary",
    problem: "the function must be one of BinaryName",
    got: name,
    cure: `choose one of ${Object.keys(BODIES).join(", ")}`,
  });
}
