import type { BinaryName } from "@exampledon/compute";
import { eachRow, nestOf } from "../nest.ts";
import type { BinaryLoop, WhereLoop } from "../ops/binary.ts";
import { broadcastStrides, sameShape } from "../shapes.ts";

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

/** An element-wise function of two tensors. */
export const binary: BinaryLoop = (name, { data: left, shape: a }, { data: right, shape: b }, { data: out, shape }) => {
  const loop = LOOPS[name];
  if (sameShape(a, b)) {
    loop(out, 0, left.length, left, 0, 1, right, 0, 1);
    return;
  }
  const nest = nestOf(shape, [broadcastStrides(a, shape), broadcastStrides(b, shape)]);
  const { length } = nest;
  const [iStep, jStep] = nest.steps as [number, number];
  eachRow(nest, (starts, row) => loop(out, row * length, length, left, starts[0]!, iStep, right, starts[1]!, jStep));
};

/** `condition ≠ 0 ? a : b`, element by element. */
export const where: WhereLoop = (condition, a, b, { data: out, shape }) => {
  const [test, left, right] = [condition.data, a.data, b.data];
  const nest = nestOf(
    shape,
    [condition, a, b].map((operand) => broadcastStrides(operand.shape, shape)),
  );
  const { length } = nest;
  const [hStep, iStep, jStep] = nest.steps as [number, number, number];
  eachRow(nest, (starts, row) => {
    let [h, i, j] = starts as unknown as [number, number, number];
    const end = (row + 1) * length;
    for (let o = row * length; o < end; o++, h += hStep, i += iStep, j += jStep) {
      out[o] = test[h]! !== 0 ? left[i]! : right[j]!;
    }
  });
};
