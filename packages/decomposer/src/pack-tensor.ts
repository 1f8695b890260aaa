import { fail } from "@exampledon/core";
import * as z from "zod/mini";
import { packFloats, unpackFloats } from "./pack-floats.ts";

/** Float32 numbers and their shape, JSON-safe: how checkpoints hold parameters. */
export interface PackedTensor {
  readonly shape: readonly number[];
  /** Base64 of the little-endian float32 numbers, row-major. */
  readonly data: string;
}

/**
 * Packs numbers for a checkpoint.
 * @throws `bad-shape` when the length does not fit the shape
 */
export function packTensor(data: Float32Array, shape: readonly number[]): PackedTensor {
  const size = shape.reduce((product, axis) => product * axis, 1);
  if (size !== data.length) {
    fail("bad-shape", {
      where: "packTensor",
      problem: `shape [${shape.join(" × ")}] holds ${size} numbers`,
      got: data.length,
      cure: "pass the shape of the data",
    });
  }
  return { shape: [...shape], data: packFloats(data) };
}

/**
 * The numbers of a packed tensor, bit for bit.
 * @param where names method and field in errors, e.g. `sae/top-k: state.decoder`
 * @param shape what the shape must be
 * @throws `corrupt-file` when it is not a packed tensor of that shape
 */
export function unpackTensor(where: string, packed: unknown, shape: readonly number[]): Float32Array {
  const parsed = packedSchema().safeParse(packed);
  const found = parsed.success ? parsed.data.shape : undefined;
  if (!parsed.success || found?.length !== shape.length || found.some((size, axis) => size !== shape[axis])) {
    return fail("corrupt-file", {
      where,
      problem: `must be a packed tensor of shape [${shape.join(" × ")}]`,
      got: found ?? packed,
      cure: "start again without the checkpoint",
    });
  }
  return unpackFloats(
    where,
    parsed.data.data,
    shape.reduce((product, axis) => product * axis, 1),
  );
}

function packedSchema() {
  return z.strictObject({ shape: z.array(z.int().check(z.minimum(0))), data: z.string() });
}
