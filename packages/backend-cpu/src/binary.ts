import type { BinaryName, Primitives } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { eachRow, nestOf } from "./nest.ts";
import { broadcastShapes, broadcastStrides, sameShape } from "./shapes.ts";
import type { Store } from "./store.ts";

/** Writes `count` results from `o` on, reading `a` and `b` from `i` and `j` on in steps. */
type Loop = (
  out: Float32Array,
  o: number,
  count: number,
  a: Float32Array,
  i: number,
  iStep: number,
  b: Float32Array,
  j: number,
  jStep: number,
) => void;

// One loop per function, for the reason given in `unary`.
const LOOPS: Readonly<Record<BinaryName, Loop>> = {
  add: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! + b[j]!;
  },
  sub: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! - b[j]!;
  },
  mul: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! * b[j]!;
  },
  div: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! / b[j]!;
  },
  maximum: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = Math.max(a[i]!, b[j]!);
  },
  minimum: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = Math.min(a[i]!, b[j]!);
  },
  pow: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! ** b[j]!;
  },
  greater: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! > b[j]! ? 1 : 0;
  },
  equal: (out, o, count, a, i, iStep, b, j, jStep) => {
    for (const end = o + count; o < end; o++, i += iStep, j += jStep) out[o] = a[i]! === b[j]! ? 1 : 0;
  },
};

/** Element-wise functions of two and three tensors, broadcast as in NumPy. NaN in `maximum` and `minimum` gives NaN. */
export function createBinary(store: Store): Pick<Primitives, "binary" | "where"> {
  return {
    binary: (name, a, b) => {
      const loop = Object.hasOwn(LOOPS, name) ? LOOPS[name] : unknown(name);
      const left = store.data(name, a);
      const right = store.data(name, b);
      if (sameShape(a.shape, b.shape)) {
        const out = store.make(a.shape);
        loop(out.data!, 0, left.length, left, 0, 1, right, 0, 1);
        return out;
      }
      const out = store.make(broadcastShapes(name, a.shape, b.shape));
      const nest = nestOf(out.shape, [broadcastStrides(a.shape, out.shape), broadcastStrides(b.shape, out.shape)]);
      const { length } = nest;
      const [iStep, jStep] = nest.steps as [number, number];
      eachRow(nest, (starts, row) => {
        loop(out.data!, row * length, length, left, starts[0]!, iStep, right, starts[1]!, jStep);
      });
      return out;
    },
    where: (condition, a, b) => {
      const test = store.data("where", condition);
      const left = store.data("where", a);
      const right = store.data("where", b);
      const shape = broadcastShapes("where", condition.shape, broadcastShapes("where", a.shape, b.shape));
      const out = store.make(shape);
      const data = out.data!;
      const strides = [condition, a, b].map((operand) => broadcastStrides(operand.shape, shape));
      const nest = nestOf(shape, strides);
      const { length } = nest;
      const [hStep, iStep, jStep] = nest.steps as [number, number, number];
      eachRow(nest, (starts, row) => {
        let [h, i, j] = starts as unknown as [number, number, number];
        const end = (row + 1) * length;
        for (let o = row * length; o < end; o++, h += hStep, i += iStep, j += jStep) {
          data[o] = test[h]! !== 0 ? left[i]! : right[j]!;
        }
      });
      return out;
    },
  };
}

function unknown(name: string): never {
  return fail("unknown-id", {
    where: "binary",
    problem: "the function must be one of BinaryName",
    got: name,
    cure: `choose one of ${Object.keys(LOOPS).join(", ")}`,
  });
}
