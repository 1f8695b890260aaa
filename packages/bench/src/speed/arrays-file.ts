import { readFileSync, writeFileSync } from "node:fs";
import type { ArraysFile } from "./protocol.ts";

/** Float32 numbers with their shape. */
export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Writes arrays one after the other, as little-endian float32. */
export function writeArrays(path: string, arrays: readonly NamedArray[]): ArraysFile {
  let offset = 0;
  const places = arrays.map(({ name, shape, data }) => {
    const place = { name, shape, offset };
    offset += data.length;
    return place;
  });
  const all = new Float32Array(offset);
  for (const [i, { data }] of arrays.entries()) all.set(data, places[i]!.offset);
  writeFileSync(path, new Uint8Array(all.buffer));
  return { path, arrays: places };
}

/** Reads every array of a file, by name. */
export function readArrays({ path, arrays }: ArraysFile): Readonly<Record<string, NamedArray>> {
  const bytes = readFileSync(path);
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return Object.fromEntries(
    arrays.map(({ name, shape, offset }) => {
      const length = shape.reduce((product, size) => product * size, 1);
      return [name, { name, shape, data: all.slice(offset, offset + length) }];
    }),
  );
}
