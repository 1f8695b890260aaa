import { type Primitives, primitiveShapes, type Shape, sizeOf, type Tensor } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernels } from "./kernels.ts";
import type { TfTensor } from "./tf.ts";

type Gathers = Pick<Primitives, "gather" | "gatherAlong" | "scatterAdd" | "scatterAddAlong">;

/**
 * Picking by index and its adjoints, in which repeated indices add up. Indices are checked where the device can be read
 * without waiting (cpu, wasm); on webgl and webgpu one that is out of range picks or adds nothing that is defined.
 */
export function createGather(kernels: Kernels): Gathers {
  const { one, tf } = kernels;
  const scatter = createScatter(kernels);
  return {
    gather: (x, indices, axis) => {
      const shape = primitiveShapes.gather(x.shape, indices.shape, axis);
      checkIndices(kernels, "gather", indices, x.shape[axis]!);
      return one("gather", [x, indices], shape, (values, picks) => tf.gather(values, tf.cast(picks, "int32"), axis));
    },
    gatherAlong: (x, indices) => {
      const shape = primitiveShapes.gatherAlong(x.shape, indices.shape);
      const [rows, width] = matrixOf(x.shape);
      checkIndices(kernels, "gatherAlong", indices, width);
      return one("gatherAlong", [x, indices], shape, (values, picks) => {
        const picked = tf.gatherND(tf.reshape(values, [rows, width]), places(kernels, picks, rows));
        return tf.reshape(picked, [...shape]);
      });
    },
    scatterAdd: (x, indices, axis, size) => {
      const shape = primitiveShapes.scatterAdd(x.shape, indices.shape, axis, size);
      checkIndices(kernels, "scatterAdd", indices, size);
      // The axis goes last, and back.
      const last = [...x.shape.keys()].filter((other) => other !== axis).concat(axis);
      const back = x.shape.map((_, i) => last.indexOf(i));
      return one("scatterAdd", [x, indices], shape, (values, picks) => {
        const moved = tf.transpose(values, last);
        const [rows, count] = matrixOf(moved.shape);
        const added = scatter(tf.reshape(moved, [rows, count]), tf.reshape(picks, [1, count]), size);
        return tf.transpose(tf.reshape(added, [...moved.shape.slice(0, -1), size]), back);
      });
    },
    scatterAddAlong: (x, indices, size) => {
      const shape = primitiveShapes.scatterAddAlong(x.shape, indices.shape, size);
      const [rows, count] = matrixOf(x.shape);
      checkIndices(kernels, "scatterAddAlong", indices, size);
      return one("scatterAddAlong", [x, indices], shape, (values, picks) => {
        const added = scatter(tf.reshape(values, [rows, count]), tf.reshape(picks, [rows, count]), size);
        return tf.reshape(added, [...shape]);
      });
    },
  };
}

/** Adds `x` `[rows × count]` into zeros `[rows × size]` at columns `picks`, `[rows × count]` or `[1 × count]`. */
type Scatter = (x: TfTensor, picks: TfTensor, size: number) => TfTensor;

/** Largest intermediate of a scatter on a graphics device, in elements. */
const BLOCK = 2 ** 22;

function createScatter(kernels: Kernels): Scatter {
  const { device, tf } = kernels;
  if (device.synchronous) {
    return (x, picks, size) => {
      const [rows, count] = x.shape as [number, number];
      const all = tf.broadcastTo(picks, [rows, count]);
      return tf.scatterND(places(kernels, all, rows), tf.reshape(x, [rows * count]), [rows, size]);
    };
  }
  // On graphics devices tfjs' scatter takes time in proportion to inputs times outputs, and on webgpu it adds in any
  // order; comparing every index with every column costs the same at worst and always adds in one order.
  return (x, picks, size) => {
    const [rows, count] = x.shape as [number, number];
    const columns = tf.reshape(tf.range(0, size), [1, 1, size]);
    const step = Math.max(1, Math.min(count, Math.floor(BLOCK / (rows * size))));
    let sum: TfTensor | undefined;
    for (let from = 0; from < count; from += step) {
      const width = Math.min(step, count - from);
      const part = tf.reshape(tf.slice(x, [0, from], [rows, width]), [rows, width, 1]);
      const chosen = tf.reshape(tf.slice(picks, [0, from], [picks.shape[0]!, width]), [picks.shape[0]!, width, 1]);
      const added = tf.sum(tf.where(tf.equal(chosen, columns), part, 0), 1);
      sum = sum ? tf.add(sum, added) : added;
    }
    return sum!;
  };
}

/** Index pairs `[rows · count × 2]` of the picks `[rows × count]` of each row. */
function places({ tf }: Kernels, picks: TfTensor, rows: number): TfTensor {
  const columns = tf.reshape(tf.cast(picks, "int32"), [rows, -1]);
  const row = tf.broadcastTo(tf.reshape(tf.range(0, rows, 1, "int32"), [rows, 1]), columns.shape);
  return tf.reshape(tf.stack([row, columns], 2), [-1, 2]);
}

function matrixOf(shape: Shape): [rows: number, columns: number] {
  return [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
}

/** An index out of range would read and write foreign memory on wasm. */
function checkIndices({ device, handles }: Kernels, where: string, indices: Tensor, size: number): void {
  const picks = handles.storage(where, indices);
  if (!device.synchronous) return;
  device.use(where);
  picks.dataSync().forEach((index, at) => {
    if (index >= 0 && index < size && Number.isInteger(index)) return;
    fail("bad-param", {
      where,
      problem: `every index must be a whole number in [0, ${size})`,
      got: `${index} at ${at}`,
      cure: "check what made the indices",
    });
  });
}
