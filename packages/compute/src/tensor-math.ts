import type { Backend, BinaryName, Primitives, Shape, Tensor, UnaryName } from "./backend.ts";
import { sameShape } from "./shapes.ts";

/** A tensor, or a number that stands for a scalar tensor. */
export type TensorOperand = Tensor | number;

/** Short forms over a backend's primitives, for writing the forward and the gradient of an op. Nothing is recorded. */
export interface TensorMath {
  readonly backend: Backend;
  readonly primitives: Primitives;
  unary(name: UnaryName, x: Tensor): Tensor;
  binary(name: BinaryName, a: TensorOperand, b: TensorOperand): Tensor;
  add(a: TensorOperand, b: TensorOperand): Tensor;
  sub(a: TensorOperand, b: TensorOperand): Tensor;
  mul(a: TensorOperand, b: TensorOperand): Tensor;
  div(a: TensorOperand, b: TensorOperand): Tensor;
  /** `condition ≠ 0 ? a : b`. */
  where(condition: Tensor, a: TensorOperand, b: TensorOperand): Tensor;
  /** Sum over axes; over none it is a copy. */
  sum(x: Tensor, axes: readonly number[], keepDims: boolean): Tensor;
  /** Largest over axes; over none it is a copy. */
  max(x: Tensor, axes: readonly number[], keepDims: boolean): Tensor;
  /** Sums what broadcasting repeated: the adjoint of `broadcastTo` from `shape`. */
  sumTo(x: Tensor, shape: Shape): Tensor;
}

/** The short forms on one backend. */
export function tensorMath(backend: Backend): TensorMath {
  const { primitives } = backend;
  const lift = (x: TensorOperand): Tensor => (typeof x === "number" ? backend.fill([], x) : x);
  const binary = (name: BinaryName, a: TensorOperand, b: TensorOperand): Tensor =>
    primitives.binary(name, lift(a), lift(b));
  const reduce = (name: "sum" | "max", x: Tensor, axes: readonly number[], keepDims: boolean): Tensor =>
    axes.length === 0 ? primitives.reshape(x, x.shape) : primitives.reduce(name, x, axes, keepDims);
  return {
    backend,
    primitives,
    unary: (name, x) => primitives.unary(name, x),
    binary,
    add: (a, b) => binary("add", a, b),
    sub: (a, b) => binary("sub", a, b),
    mul: (a, b) => binary("mul", a, b),
    div: (a, b) => binary("div", a, b),
    where: (condition, a, b) => primitives.where(condition, lift(a), lift(b)),
    sum: (x, axes, keepDims) => reduce("sum", x, axes, keepDims),
    max: (x, axes, keepDims) => reduce("max", x, axes, keepDims),
    sumTo(x, shape) {
      if (sameShape(x.shape, shape)) return x;
      const added = x.shape.length - shape.length;
      const axes = x.shape.map((_, i) => i).filter((i) => i < added || (shape[i - added] === 1 && x.shape[i] !== 1));
      const summed = reduce("sum", x, axes, true);
      return added > 0 ? primitives.reshape(summed, shape) : summed;
    },
  };
}
