import { fail } from "@exampledon/core";
import type { Backend, BinaryName, Primitives, Shape, Tensor, UnaryName } from "../src/index.ts";

/**
 * A backend of plain loops: float64, precise enough to check gradients tightly, or with every result rounded to
 * float32. Primitives only, no kernels. Slow.
 */
export function naiveBackend(precision: "float64" | "float32"): Backend {
  const single = precision === "float32";
  const store = new Map<Tensor, Float64Array>();
  const scopes: Set<Tensor>[] = [];
  const kept = new Set<Tensor>();

  const put = (shape: Shape, data: ArrayLike<number>): Tensor => {
    const tensor: Tensor = { shape, backend: precision };
    store.set(tensor, single ? Float64Array.from(data, Math.fround) : Float64Array.from(data));
    scopes.at(-1)?.add(tensor);
    return tensor;
  };
  const get = (tensor: Tensor): Float64Array =>
    store.get(tensor) ??
    fail("disposed", { where: precision, problem: "the tensor must be live", got: tensor.shape, cure: "keep it" });

  return {
    name: precision,
    tolerance: single ? { op: 1e-6, training: 1e-4 } : { op: 1e-13, training: 1e-11 },
    capabilities: { deterministic: true, maxElements: 1e6 },
    primitives: primitives(put, get),
    fused: {},
    updates: {},
    upload: (data, shape) => put(shape, data),
    fill: (shape, value) => put(shape, new Array(size(shape)).fill(value)),
    read: async (tensor) => (single ? Float32Array.from(get(tensor)) : float64AsHost(get(tensor))),
    dispose: (tensor) => {
      get(tensor);
      store.delete(tensor);
      kept.delete(tensor);
    },
    scope(body) {
      const made = new Set<Tensor>();
      scopes.push(made);
      let result: ReturnType<typeof body> | undefined;
      try {
        result = body();
        return result;
      } finally {
        scopes.pop();
        const returned = new Set<unknown>();
        collect(result, returned);
        for (const tensor of made) {
          if (returned.has(tensor)) scopes.at(-1)?.add(tensor);
          else if (!kept.has(tensor)) store.delete(tensor);
        }
      }
    },
    keep: (tensor) => {
      kept.add(tensor);
      return tensor;
    },
    flush: async () => {},
    live: () => ({ tensors: store.size, bytes: [...store.values()].reduce((sum, data) => sum + data.byteLength, 0) }),
  };
}

/** Smuggles float64 through the contract's float32 arrays: the checks on this backend want every digit. */
export const float64AsHost = (data: ArrayLike<number>): Float32Array =>
  Float64Array.from(data) as unknown as Float32Array;

/** How to upload to a naive backend without losing digits that it can hold. */
export const encodeFor = (backend: Backend): ((data: ArrayLike<number>) => Float32Array) =>
  backend.name === "float64" ? float64AsHost : (data) => Float32Array.from(data);

function collect(value: unknown, into: Set<unknown>): void {
  if (typeof value !== "object" || value === null || into.has(value)) return;
  into.add(value);
  for (const part of Array.isArray(value) ? value : Object.values(value)) collect(part, into);
}

const unaries: Record<UnaryName, (x: number) => number> = {
  negate: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  square: (x) => x * x,
  relu: (x) => Math.max(0, x),
  sigmoid: (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))),
  tanh: Math.tanh,
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  erf,
  step: (x) => (x > 0 ? 1 : 0),
};

/** Maclaurin series: fine for the |x| < 5 of these tests. */
function erf(x: number): number {
  if (Math.abs(x) > 5) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let n = 1; n < 120; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const binaries: Record<BinaryName, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  pow: (a, b) => a ** b,
  greater: (a, b) => (a > b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};

const size = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

/** The multi-index of each entry, in row-major order. */
function indicesOf(shape: Shape): number[][] {
  return Array.from({ length: size(shape) }, (_, flat) => {
    let rest = flat;
    return shape.map((_, axis) => {
      const inner = size(shape.slice(axis + 1));
      const at = Math.floor(rest / inner);
      rest %= inner;
      return at;
    });
  });
}

/** Flat position of a multi-index; leading extra indices are dropped and axes of size 1 stay at 0 (broadcasting). */
const flatOf = (shape: Shape, index: readonly number[]): number =>
  shape.reduce((flat, n, axis) => flat * n + (n === 1 ? 0 : index[index.length - shape.length + axis]!), 0);

function broadcast(...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, i) =>
    Math.max(...shapes.map((shape) => shape[i - rank + shape.length] ?? 1)),
  );
}

function primitives(
  put: (shape: Shape, data: ArrayLike<number>) => Tensor,
  get: (tensor: Tensor) => Float64Array,
): Primitives {
  const make = (shape: Shape, at: (index: number[]) => number): Tensor => put(shape, indicesOf(shape).map(at));
  const read = (x: Tensor, index: readonly number[]): number => get(x)[flatOf(x.shape, index)]!;
  const adjoint = (x: Tensor, shape: Shape, target: (index: number[], flat: number) => number[]): Tensor => {
    const out = new Float64Array(size(shape));
    const data = get(x);
    for (const [flat, index] of indicesOf(x.shape).entries()) {
      const at = shape.reduce((sum, n, axis) => sum * n + target(index, flat)[axis]!, 0);
      out[at]! += data[flat]!;
    }
    return put(shape, out);
  };
  const replace = (index: readonly number[], axis: number, value: number): number[] =>
    index.map((old, i) => (i === axis ? value : old));
  return {
    matmul(a, b, { transposeA = false, transposeB = false } = {}) {
      const [m, k] = transposeA ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
      const n = b.shape.at(transposeB ? -2 : -1)!;
      const lead = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
      return make([...lead, m, n], (index) => {
        const [i, j] = [index.at(-2)!, index.at(-1)!];
        const batch = index.slice(0, -2);
        let sum = 0;
        for (let c = 0; c < k; c++) {
          sum +=
            get(a)[matrixOffset(a.shape, batch, transposeA ? [c, i] : [i, c])]! *
            get(b)[matrixOffset(b.shape, batch, transposeB ? [j, c] : [c, j])]!;
        }
        return sum;
      });
    },
    unary: (name, x) => put(x.shape, get(x).map(unaries[name])),
    binary: (name, a, b) =>
      make(broadcast(a.shape, b.shape), (index) => binaries[name](read(a, index), read(b, index))),
    where: (condition, a, b) =>
      make(broadcast(condition.shape, a.shape, b.shape), (index) =>
        read(condition, index) !== 0 ? read(a, index) : read(b, index),
      ),
    reduce(name, x, axes, keepDims) {
      const kept = x.shape.map((n, i) => (axes.includes(i) ? 1 : n));
      const out = new Float64Array(size(kept)).fill(name === "sum" ? 0 : Number.NEGATIVE_INFINITY);
      for (const [flat, index] of indicesOf(x.shape).entries()) {
        const at = flatOf(kept, index);
        const value = get(x)[flat]!;
        out[at] = name === "sum" ? out[at]! + value : Math.max(out[at]!, value);
      }
      return put(keepDims ? kept : x.shape.filter((_, i) => !axes.includes(i)), out);
    },
    topK(x, k) {
      const width = x.shape.at(-1)!;
      const rows = Array.from({ length: size(x.shape) / width }, (_, row) =>
        Array.from({ length: width }, (_, i) => i)
          .sort((i, j) => get(x)[row * width + j]! - get(x)[row * width + i]! || i - j)
          .slice(0, k),
      );
      const shape = [...x.shape.slice(0, -1), k];
      const values = rows.flatMap((picked, row) => picked.map((i) => get(x)[row * width + i]!));
      return { values: put(shape, values), indices: put(shape, rows.flat()) };
    },
    gather: (x, indices, axis) =>
      make(
        x.shape.map((n, i) => (i === axis ? indices.shape[0]! : n)),
        (index) => read1(x, replace(index, axis, get(indices)[index[axis]!]!)),
      ),
    gatherAlong: (x, indices) =>
      make(indices.shape, (index) => read1(x, [...index.slice(0, -1), get(indices)[exact(indices.shape, index)]!])),
    scatterAdd: (x, indices, axis, width) =>
      adjoint(
        x,
        x.shape.map((n, i) => (i === axis ? width : n)),
        (index) => replace(index, axis, get(indices)[index[axis]!]!),
      ),
    scatterAddAlong: (x, indices, width) =>
      adjoint(x, [...x.shape.slice(0, -1), width], (index, flat) => [...index.slice(0, -1), get(indices)[flat]!]),
    transpose: (x, permutation) =>
      make(
        permutation.map((axis) => x.shape[axis]!),
        (index) =>
          read1(
            x,
            x.shape.map((_, axis) => index[permutation.indexOf(axis)]!),
          ),
      ),
    reshape: (x, shape) => put(shape, get(x)),
    broadcastTo: (x, shape) => make(shape, (index) => read(x, index)),
    concat(parts, axis) {
      const total = parts.reduce((sum, part) => sum + part.shape[axis]!, 0);
      return make(replace(parts[0]!.shape, axis, total), (index) => {
        let at = index[axis]!;
        for (const part of parts) {
          if (at < part.shape[axis]!) return read1(part, replace(index, axis, at));
          at -= part.shape[axis]!;
        }
        return Number.NaN;
      });
    },
    slice: (x, begin, end, stride) =>
      make(
        x.shape.map((_, i) => Math.ceil((end[i]! - begin[i]!) / stride[i]!)),
        (index) =>
          read1(
            x,
            index.map((at, i) => begin[i]! + at * stride[i]!),
          ),
      ),
    unslice: (x, shape, begin, stride) =>
      adjoint(x, shape, (index) => index.map((at, i) => begin[i]! + at * stride[i]!)),
    assignInPlace: (target, source) => get(target).set(get(source)),
  };

  function read1(x: Tensor, index: readonly number[]): number {
    return get(x)[exact(x.shape, index)]!;
  }
}

const exact = (shape: Shape, index: readonly number[]): number =>
  shape.reduce((flat, n, axis) => flat * n + index[axis]!, 0);

const matrixOffset = (shape: Shape, batch: readonly number[], [i, j]: readonly [number, number] | number[]): number =>
  (flatOf(shape.slice(0, -2), batch) * shape.at(-2)! + i!) * shape.at(-1)! + j!;
