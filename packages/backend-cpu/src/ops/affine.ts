import type { Tensor } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";

/** The numbers and sizes of `x · W + bias`: x `[… × inner]`, W `[inner × cols]`, bias `[cols]`. */
export interface Affine {
  readonly x: CpuTensor;
  readonly weights: CpuTensor;
  readonly bias: CpuTensor;
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
  const own = store.own(where, x);
  return {
    x: own,
    weights: store.own(where, weights),
    bias: store.own(where, bias),
    rows: own.size / inner!,
    inner: inner!,
    cols: cols!,
  };
}
