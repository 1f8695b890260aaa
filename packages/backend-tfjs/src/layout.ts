import { type Primitives, primitiveShapes, type Shape, sizeOf } from "@exampledon/compute";
import type { Kernels } from "./kernels.ts";
import type { Tf, TfTensor } from "./tf.ts";

type Layouts = Pick<
  Primitives,
  "transpose" | "reshape" | "broadcastTo" | "concat" | "slice" | "unslice" | "assignInPlace"
>;

/** Ops that move numbers without changing them. tfjs' tensors cannot change, so results may share their storage. */
export function createLayout({ device, handles, one, tf }: Kernels): Layouts {
  return {
    transpose: (x, permutation) =>
      one("transpose", [x], primitiveShapes.transpose(x.shape, permutation), (values) =>
        tf.transpose(values, [...permutation]),
      ),
    reshape: (x, shape) => {
      handles.storage("reshape", x);
      primitiveShapes.tensor("reshape", shape, device.maxElements);
      return one("reshape", [x], primitiveShapes.reshape(x.shape, shape), (values) => tf.reshape(values, [...shape]));
    },
    broadcastTo: (x, shape) => {
      handles.storage("broadcastTo", x);
      primitiveShapes.tensor("broadcastTo", shape, device.maxElements);
      const to = primitiveShapes.broadcastTo(x.shape, shape);
      return one("broadcastTo", [x], to, (values) => tf.broadcastTo(values, [...shape]));
    },
    concat: (parts, axis) =>
      one(
        "concat",
        parts,
        primitiveShapes.concat(
          parts.map((part) => part.shape),
          axis,
        ),
        (...values) => tf.concat(values, axis),
      ),
    slice: (x, begin, end, stride) =>
      one("slice", [x], primitiveShapes.slice(x.shape, begin, end, stride), (values) => {
        if (x.shape.length === 0) return values;
        return stride.every((step) => step === 1)
          ? tf.slice(
              values,
              [...begin],
              begin.map((low, axis) => end[axis]! - low),
            )
          : tf.stridedSlice(values, [...begin], [...end], [...stride]);
      }),
    unslice: (x, shape, begin, stride) =>
      one("unslice", [x], primitiveShapes.unslice(x.shape, shape, begin, stride), (values) => {
        let spread = values;
        for (const axis of shape.keys())
          spread = unsliceAxis(tf, spread, axis, shape[axis]!, begin[axis]!, stride[axis]!);
        return spread;
      }),
    assignInPlace: (target, source) => {
      handles.storage("assignInPlace", target);
      const from = handles.storage("assignInPlace", source);
      primitiveShapes.assignInPlace(target.shape, source.shape);
      if (target === source) return;
      device.use("assignInPlace");
      handles.replace("assignInPlace", target, tf.keep(from.clone()));
    },
  };
}

/** Spreads one axis to `size`, entry i going to `begin + i · stride`, with zeros between. */
function unsliceAxis(tf: Tf, x: TfTensor, axis: number, size: number, begin: number, stride: number): TfTensor {
  const count = x.shape[axis]!;
  if (count === size) return x;
  const outer = sizeOf(x.shape.slice(0, axis));
  const inner = sizeOf(x.shape.slice(axis + 1));
  const gaps = tf.pad(tf.reshape(x, [outer * count, 1, inner]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const length = (count - 1) * stride + 1;
  const tight = tf.slice(tf.reshape(gaps, [outer, count * stride, inner]), [0, 0, 0], [outer, length, inner]);
  const placed = tf.pad(tight, [
    [0, 0],
    [begin, size - begin - length],
    [0, 0],
  ]);
  const shape: Shape = x.shape.map((held, i) => (i === axis ? size : held));
  return tf.reshape(placed, [...shape]);
}
