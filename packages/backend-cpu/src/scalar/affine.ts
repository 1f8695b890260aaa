import type { Tensor } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { viewOf } from "../view.ts";
import { product } from "./product.ts";

/** The numbers and sizes of `x · W + bias`: x `[… × inner]`, W `[inner × cols]`, bias `[cols]`. */
export interface Affine {
  readonly x: Float32Array;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly rows: number;
  readonly inner: number;
  readonly cols: number;
}

/**
 * Checks the three inputs of an affine map.
 * @throws `bad-shape` when they do not fit together
 */
export function affineOf(where: string, store: Store, inputs: readonly Tensor[]): Affine {
  const [x, weights, bias] = inputs;
  if (!x || !weights || !bias || inputs.length !== 3) {
    badShape(where, "the inputs must be x, weights and bias", `${inputs.length} inputs`, "pass the three");
  }
  const [inner, cols] = weights.shape;
  const fits =
    x.shape.length >= 2 &&
    weights.shape.length === 2 &&
    bias.shape.length === 1 &&
    x.shape.at(-1) === inner &&
    bias.shape[0] === cols;
  if (!fits) {
    badShape(
      where,
      "shapes must be [… × inner], [inner × cols] and [cols]",
      inputs.map((input) => `[${input.shape}]`).join(", "),
      "check the widths",
    );
  }
  const data = store.data(where, x);
  return {
    x: data,
    weights: store.data(where, weights),
    bias: store.data(where, bias),
    rows: data.length / inner!,
    inner: inner!,
    cols: cols!,
  };
}

/** `x · W`, without the bias, as a tensor `[… × cols]`. */
export function timesWeights(store: Store, x: Tensor, { x: data, weights, rows, inner, cols }: Affine): CpuTensor {
  const out = store.make([...x.shape.slice(0, -1), cols]);
  product(rows, cols, inner, viewOf(data, inner), viewOf(weights, cols), out.data, 0);
  return out;
}
