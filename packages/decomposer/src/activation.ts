import type { Matrix } from "@exampledon/core";
import { keepTopK } from "./keep-top-k.ts";
import type { Pursuit } from "./pursuit/pursuit.ts";

/** How activity follows from activations: from pre-activations `z = (a − center) · readᵀ + bias`, or by a pursuit. */
export type Activation = PointActivation | Pursuit;

/** How activity follows from pre-activations. */
export type PointActivation =
  /** `z`: signed. */
  | { readonly kind: "identity" }
  /** `max(z, 0)`. */
  | { readonly kind: "relu" }
  /**
   * `max(z, 0)` of the `k` largest z of each sample, ties lowest index first. `scales` `[components]`, when given,
   * are what z is divided by for the comparison: the lengths that were moved out of the write rows.
   */
  | { readonly kind: "top-k"; readonly k: number; readonly scales?: Float32Array }
  /** `z` where z > threshold, else 0; thresholds `[components]`, ≥ 0. */
  | { readonly kind: "threshold"; readonly thresholds: Float32Array };

/** Applies an activation to pre-activations `[batch × components]`, in place. */
export function activateInPlace(activation: PointActivation, z: Matrix): void {
  switch (activation.kind) {
    case "identity":
      return;
    case "relu":
      for (let at = 0; at < z.data.length; at++) if (!(z.data[at]! > 0)) z.data[at] = 0;
      return;
    case "threshold":
      for (let at = 0; at < z.data.length; at++)
        if (!(z.data[at]! > activation.thresholds[at % z.cols]!)) z.data[at] = 0;
      return;
    case "top-k":
      keepTopK(z, activation.k, activation.scales);
  }
}
