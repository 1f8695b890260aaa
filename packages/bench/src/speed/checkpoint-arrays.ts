import { fail } from "@exampledon/core";
import { type Checkpoint, unpackTensor } from "@exampledon/decomposer";
import type { NamedArray } from "./arrays-file.ts";

/** Weights and Adam's moments of a checkpoint, as `weights/…`, `first/…` and `second/…`. */
export function checkpointArrays({ method, state }: Checkpoint): readonly NamedArray[] {
  const { weights = state.arrays, adam } = state as Record<string, unknown>;
  const { first, second } = record(method, adam);
  return Object.entries({ weights, first, second }).flatMap(([field, arrays]) =>
    Object.entries(record(method, arrays)).map(([name, packed]) => {
      const { shape } = record(method, packed) as { readonly shape: readonly number[] };
      return { name: `${field}/${name}`, shape, data: unpackTensor(`${method}: ${field}.${name}`, packed, shape) };
    }),
  );
}

function record(method: string, value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  return fail("corrupt-file", {
    where: method,
    problem: "the bench knows checkpoints with weights and Adam's moments",
    got: value,
    cure: "leave the method out of the bench",
  });
}
