import type { Backend, Primitives, Shape, Tensor } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { countOf } from "./reference-tensor.ts";

/** Numbers to upload. */
export interface Input {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** One call of a primitive: run on the backend under test and on the reference. */
export interface OpCase {
  /** Check that it belongs to, kebab-case. */
  readonly check: string;
  readonly label: string;
  readonly inputs: readonly Input[];
  apply(primitives: Primitives, inputs: readonly Tensor[]): readonly Tensor[];
}

/** Uniform numbers in [low, high), default [−2, 2), the same for the same name. */
export function uniform(name: string, shape: Shape, low = -2, high = 2): Input {
  const stream = rng("conformance").split(name).split(shape.join("x"));
  return { shape, data: Float32Array.from({ length: countOf(shape) }, () => stream.uniform(low, high)) };
}

/** The same with all but a share of the numbers set to 0. */
export function sparse(name: string, shape: Shape, density: number): Input {
  const { data } = uniform(name, shape);
  const chosen = uniform(`${name}/chosen`, shape, 0, 1).data;
  return { shape, data: data.map((value, i) => (chosen[i]! < density ? value : 0)) };
}

/** The given numbers; `[count]` when no shape is given. */
export function exactly(data: readonly number[], shape: Shape = [data.length]): Input {
  return { shape, data: Float32Array.from(data) };
}

/** Whole numbers in [0, count), as indices are stored. */
export function indices(name: string, shape: Shape, count: number): Input {
  const { data } = uniform(name, shape, 0, count);
  return { shape, data: data.map((value) => Math.min(Math.floor(value), count - 1)) };
}

/** Uploads the inputs of a case. */
export function uploadAll(backend: Backend, inputs: readonly Input[]): Tensor[] {
  return inputs.map(({ data, shape }) => backend.upload(data, shape));
}
