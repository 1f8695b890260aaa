import type { Primitives, Shape, Tensor } from "@exampledon/compute";
import { referenceBinary, referenceUnary } from "./reference-functions.ts";
import { countOf, flatAt, indexAt, type ReferenceTensor, referenceTensor } from "./reference-tensor.ts";

/** Every primitive by its definition, one output element at a time, in float64. Slow, and nothing to get wrong. */
export const referencePrimitives: Primitives = {
  matmul: (a, b, { transposeA = false, transposeB = false } = {}) => {
    const [m, k] = transposeA ? [a.shape.at(-1)!, a.shape.at(-2)!] : [a.shape.at(-2)!, a.shape.at(-1)!];
    const n = b.shape.at(transposeB ? -2 : -1)!;
    const lead = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
    return build([...lead, m, n], (index) => {
      const [i, j] = index.slice(-2) as [number, number];
      const left = matrixAt(a, index.slice(0, -2));
      const right = matrixAt(b, index.slice(0, -2));
      let sum = 0;
      for (let p = 0; p < k; p++) {
        sum += left[transposeA ? p * m + i : i * k + p]! * right[transposeB ? j * k + p : p * n + j]!;
      }
      return sum;
    });
  },
  unary: (name, x) => referenceTensor(x.shape, dataOf(x).map(referenceUnary[name])),
  binary: (name, a, b) =>
    build(broadcast(a.shape, b.shape), (index) => referenceBinary[name](at(a, index), at(b, index))),
  where: (condition, a, b) =>
    build(broadcast(condition.shape, a.shape, b.shape), (index) =>
      at(condition, index) !== 0 ? at(a, index) : at(b, index),
    ),
  reduce: (name, x, axes, keepDims) => {
    const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    const out = new Float64Array(countOf(kept)).fill(name === "sum" ? 0 : Number.NEGATIVE_INFINITY);
    dataOf(x).forEach((value, flat) => {
      const to = flatAt(kept, indexAt(x.shape, flat));
      out[to] = name === "sum" ? out[to]! + value : Math.max(out[to]!, value);
    });
    return referenceTensor(keepDims ? kept : x.shape.filter((_, axis) => !axes.includes(axis)), out);
  },
  topK: (x, k) => {
    const width = x.shape.at(-1)!;
    const order = Array.from({ length: countOf(x.shape) / width }, (_, row) => {
      const values = dataOf(x).subarray(row * width, (row + 1) * width);
      return Array.from(values.keys())
        .sort((i, j) => values[j]! - values[i]! || i - j)
        .slice(0, k);
    });
    const shape = [...x.shape.slice(0, -1), k];
    const values = order.flatMap((picked, row) => picked.map((i) => dataOf(x)[row * width + i]!));
    return { values: referenceTensor(shape, values), indices: referenceTensor(shape, order.flat()) };
  },
  gather: (x, indices, axis) =>
    build(resized(x.shape, axis, countOf(indices.shape)), (index) =>
      at(x, resized(index, axis, dataOf(indices)[index[axis]!]!)),
    ),
  gatherAlong: (x, indices) => build(indices.shape, (index) => at(x, [...index.slice(0, -1), at(indices, index)])),
  scatterAdd: (x, indices, axis, size) =>
    accumulate(x, resized(x.shape, axis, size), (index) => resized(index, axis, dataOf(indices)[index[axis]!]!)),
  scatterAddAlong: (x, indices, size) =>
    accumulate(x, [...x.shape.slice(0, -1), size], (index) => [...index.slice(0, -1), at(indices, index)]),
  transpose: (x, permutation) =>
    build(
      permutation.map((axis) => x.shape[axis]!),
      (index) =>
        at(
          x,
          x.shape.map((_, axis) => index[permutation.indexOf(axis)]!),
        ),
    ),
  reshape: (x, shape) => referenceTensor(shape, dataOf(x)),
  broadcastTo: (x, shape) => build(shape, (index) => at(x, index)),
  concat: (parts, axis) => {
    const sizes = parts.map((part) => part.shape[axis]!);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return build(resized(parts[0]!.shape, axis, total), (index) => {
      let place = index[axis]!;
      let part = 0;
      for (; place >= sizes[part]!; part++) place -= sizes[part]!;
      return at(parts[part]!, resized(index, axis, place));
    });
  },
  slice: (x, begin, end, stride) =>
    build(
      x.shape.map((_, axis) => Math.ceil((end[axis]! - begin[axis]!) / stride[axis]!)),
      (index) =>
        at(
          x,
          index.map((place, axis) => begin[axis]! + place * stride[axis]!),
        ),
    ),
  unslice: (x, shape, begin, stride) =>
    accumulate(x, shape, (index) => index.map((place, axis) => begin[axis]! + place * stride[axis]!)),
  assignInPlace: (target, source) => dataOf(target).set(dataOf(source)),
};

function dataOf(x: Tensor): Float64Array {
  return (x as ReferenceTensor).data;
}

function at(x: Tensor, index: readonly number[]): number {
  return dataOf(x)[flatAt(x.shape, index)]!;
}

/** The matrix of a batch, broadcast: its numbers, row-major. */
function matrixAt(x: Tensor, batch: readonly number[]): Float64Array {
  const size = x.shape.at(-2)! * x.shape.at(-1)!;
  const start = flatAt(x.shape.slice(0, -2), batch) * size;
  return dataOf(x).subarray(start, start + size);
}

function build(shape: Shape, value: (index: number[]) => number): ReferenceTensor {
  return referenceTensor(
    shape,
    Float64Array.from({ length: countOf(shape) }, (_, flat) => value(indexAt(shape, flat))),
  );
}

function accumulate(x: Tensor, shape: Shape, place: (index: number[]) => readonly number[]): ReferenceTensor {
  const out = new Float64Array(countOf(shape));
  dataOf(x).forEach((value, flat) => {
    out[flatAt(shape, place(indexAt(x.shape, flat)))]! += value;
  });
  return referenceTensor(shape, out);
}

function broadcast(...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    Math.max(...shapes.map((shape) => shape[axis - rank + shape.length] ?? 1)),
  );
}

function resized(sizes: readonly number[], axis: number, size: number): number[] {
  return sizes.map((held, i) => (i === axis ? size : held));
}
