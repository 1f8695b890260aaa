import { dtypeBytes } from "./dtype.ts";
import type { StoredTensor } from "./safetensors.ts";

/** Tensors in the order in which the reference implementation writes them: wide numbers first, then by name. */
export function referenceOrder(tensors: Readonly<Record<string, StoredTensor>>): ReadonlyMap<string, StoredTensor> {
  const width = ({ dtype }: StoredTensor): number => dtypeBytes(dtype)!;
  return new Map(Object.entries(tensors).sort(([a, x], [b, y]) => width(y) - width(x) || (a < b ? -1 : Number(a > b))));
}
