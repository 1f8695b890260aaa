import { fail } from "@exampledon/core";
import { dtypeBytes } from "./dtype.ts";
import type { Safetensors, StoredTensor } from "./safetensors.ts";

/**
 * Writes a safetensors file: header without spaces, padded to a multiple of 8 bytes, tensors in the order of the map. What
 * the reference implementation wrote comes back byte for byte.
 * @throws `bad-shape` when the bytes of a tensor do not fit its type and shape
 */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  let at = 0;
  const entries = [...tensors].map(([name, tensor]) => {
    checkLength(name, tensor);
    const { dtype, shape, bytes } = tensor;
    const info = { dtype, shape, data_offsets: [at, at + bytes.length] };
    at += bytes.length;
    // One by one: an object would move names that look like numbers to the front.
    return `${JSON.stringify(name)}:${JSON.stringify(info)}`;
  });
  if (metadata) entries.unshift(`"__metadata__":${JSON.stringify(metadata)}`);
  const header = new TextEncoder().encode(`{${entries.join(",")}}`);
  const padded = Math.ceil(header.length / 8) * 8;
  const out = new Uint8Array(8 + padded + at).fill(SPACE, 8, 8 + padded);
  new DataView(out.buffer).setBigUint64(0, BigInt(padded), true);
  out.set(header, 8);
  at = 8 + padded;
  for (const { bytes } of tensors.values()) {
    out.set(bytes, at);
    at += bytes.length;
  }
  return out;
}

const SPACE = 0x20;

function checkLength(name: string, { dtype, shape, bytes }: StoredTensor): void {
  const length = shape.reduce((product, extent) => product * extent, dtypeBytes(dtype) ?? Number.NaN);
  if (length !== bytes.length) {
    fail("bad-shape", {
      where: `writeSafetensors: ${name}`,
      problem: `${dtype} ${JSON.stringify(shape)} must have ${length} bytes`,
      got: bytes.length,
      cure: "make the tensor with encodeFloats",
    });
  }
}
