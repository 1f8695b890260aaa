import { fail } from "@exampledon/core";
import { fromUint8Array, toUint8Array } from "js-base64";

/** Float32 numbers as base64 of their little-endian bytes, the same on every machine. */
export function packFloats(values: Float32Array): string {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true);
  return fromUint8Array(bytes);
}

/**
 * The numbers that {@link packFloats} wrote, bit for bit.
 * @param where names the file or field in errors
 * @throws `corrupt-file` when the text is not base64 of exactly `length` numbers
 */
export function unpackFloats(where: string, text: unknown, length: number): Float32Array {
  const size = typeof text === "string" && isBase64(text) ? byteLength(text) : Number.NaN;
  if (size !== length * 4) {
    fail("corrupt-file", {
      where,
      problem: `must be base64 of ${length} float32 numbers`,
      got: Number.isNaN(size) ? text : `${size} bytes`,
      cure: "write the file again",
    });
  }
  const bytes = toUint8Array(text as string);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length }, (_, i) => view.getFloat32(i * 4, true));
}

/** Whole groups of four. Characters are repeated alone: a repeated group would overflow the stack on a megabyte. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function byteLength(text: string): number {
  return (text.length / 4) * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
}
