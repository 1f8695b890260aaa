import type { Backend, Tensor } from "@exampledon/compute";

/** Reads named tensors from the device. */
export async function readArrays(
  backend: Backend,
  tensors: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, Float32Array>>> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => [name, await backend.read(tensor)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
