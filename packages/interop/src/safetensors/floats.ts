import { fail } from "@exampledon/core";
import { getFloat16, setFloat16 } from "@petamoriken/float16";
import { corrupt } from "../corrupt.ts";
import { dtypeBytes, type FloatDtype, isFloatDtype } from "./dtype.ts";
import type { StoredTensor } from "./safetensors.ts";

/**
 * The numbers of a stored tensor as float32. F32, F16 and BF16 are exact, F64 is rounded.
 * @param where file and tensor, for errors
 * @throws `corrupt-file` when they are no floats, or one is not finite: its index is named
 */
export function decodeFloats(where: string, { dtype, shape, bytes }: StoredTensor): Float32Array {
  if (!isFloatDtype(dtype)) return corrupt(where, "weights must be F32, F16, BF16 or F64", dtype);
  const size = dtypeBytes(dtype)!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[dtype]();
  const out = new Float32Array(bytes.length / size);
  for (let i = 0; i < out.length; i++) out[i] = read(view, i * size);
  const bad = out.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    corrupt(where, "every number must be finite in float32", `${out[bad]} at ${JSON.stringify(indexOf(bad, shape))}`);
  return out;
}

/**
 * Float32 numbers as a stored tensor; to F16 and BF16 rounded to the nearest, ties to even.
 * @throws `bad-shape` when there are more or fewer than the shape holds; `not-finite`; `bad-param` when one is too large for F16 or BF16
 */
export function encodeFloats(
  where: string,
  dtype: FloatDtype,
  shape: readonly number[],
  values: Float32Array,
): StoredTensor {
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (count !== values.length) {
    fail("bad-shape", { where, problem: `must have ${count} numbers`, got: values.length, cure: "check the shape" });
  }
  const size = dtypeBytes(dtype)!;
  const bytes = new Uint8Array(count * size);
  const view = new DataView(bytes.buffer);
  const write = WRITERS[dtype]();
  const read = READERS[dtype]();
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    write(view, i * size, value);
    if (Number.isFinite(read(view, i * size))) continue;
    const got = `${value} at ${JSON.stringify(indexOf(i, shape))}`;
    if (!Number.isFinite(value))
      fail("not-finite", { where, problem: "must be finite", got, cure: "remove such numbers" });
    fail("bad-param", { where, problem: `must be in the range of ${dtype}`, got, cure: "choose dtype F32" });
  }
  return { dtype, shape, bytes };
}

type Reader = (view: DataView, at: number) => number;
type Writer = (view: DataView, at: number, value: number) => void;

const READERS: Readonly<Record<FloatDtype, () => Reader>> = {
  F32: () => (view, at) => view.getFloat32(at, true),
  F64: () => (view, at) => view.getFloat64(at, true),
  F16: () => (view, at) => getFloat16(view, at, true),
  BF16: () => {
    const word = new DataView(new ArrayBuffer(4));
    return (view, at) => {
      word.setUint16(0, view.getUint16(at, true));
      return word.getFloat32(0);
    };
  },
};

const WRITERS: Readonly<Record<FloatDtype, () => Writer>> = {
  F32: () => (view, at, value) => view.setFloat32(at, value, true),
  F64: () => (view, at, value) => view.setFloat64(at, value, true),
  F16: () => (view, at, value) => setFloat16(view, at, value, true),
  BF16: () => {
    const word = new DataView(new ArrayBuffer(4));
    return (view, at, value) => {
      word.setFloat32(0, value);
      const bits = word.getUint32(0);
      // The upper half, rounded by the lower one: up above a half, and at a half when the last bit kept is odd.
      view.setUint16(at, (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16, true);
    };
  },
};

/** The index of a flat position, row-major. */
function indexOf(at: number, shape: readonly number[]): number[] {
  let rest = at;
  return shape.map((_, axis) => {
    const stride = shape.slice(axis + 1).reduce((product, extent) => product * extent, 1);
    const index = Math.floor(rest / stride);
    rest %= stride;
    return index;
  });
}
