import { corrupt } from "../corrupt.ts";
import { decodeFloats } from "./floats.ts";
import type { Safetensors } from "./safetensors.ts";

/** Shapes by tensor name. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * Checks that a file holds exactly these tensors in these shapes, as `load_state_dict` does. Shapes are compared, never
 * repaired: a square matrix would be transposed silently.
 * @throws `corrupt-file` naming what is missing, unknown or of another shape
 */
export function checkShapes(where: string, { tensors }: Safetensors, shapes: Shapes): void {
  for (const [name, shape] of Object.entries(shapes)) {
    const tensor = tensors.get(name);
    if (!tensor) {
      corrupt(`${where}: ${name}`, "the tensor must be there", [...tensors.keys()]);
    } else if (JSON.stringify(tensor.shape) !== JSON.stringify(shape)) {
      const cure = "correct the sizes in the config, or write the weights in this layout";
      corrupt(`${where}: ${name}`, `its shape must be ${JSON.stringify(shape)}`, tensor.shape, cure);
    }
  }
  for (const name of tensors.keys()) {
    if (!Object.hasOwn(shapes, name)) {
      corrupt(`${where}: ${name}`, `the tensors must be ${Object.keys(shapes).join(", ")}`, name);
    }
  }
}

/** The numbers of a tensor that {@link checkShapes} found. @throws `corrupt-file` when they are no finite floats */
export function floatsOf(where: string, { tensors }: Safetensors, name: string): Float32Array {
  return decodeFloats(`${where}: ${name}`, tensors.get(name)!);
}
