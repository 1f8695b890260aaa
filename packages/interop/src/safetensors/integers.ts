import { corrupt } from "../corrupt.ts";
import type { StoredTensor } from "./safetensors.ts";

/** The numbers of a stored tensor of I32 or I64. @throws `corrupt-file` for another type or a number beyond 2^53 */
export function decodeIntegers(where: string, { dtype, bytes }: StoredTensor): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === "I32") return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4, true));
  if (dtype !== "I64") return corrupt(where, "whole numbers must be I32 or I64", dtype);
  return Array.from({ length: bytes.length / 8 }, (_, i) => {
    const value = Number(view.getBigInt64(i * 8, true));
    return Number.isSafeInteger(value) ? value : corrupt(where, "whole numbers must be below 2^53", value);
  });
}

/** Whole numbers as a stored tensor of I32. */
export function encodeIntegers(shape: readonly number[], values: readonly number[]): StoredTensor {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setInt32(i * 4, value, true);
  });
  return { dtype: "I32", shape, bytes };
}
