import type { Tensor } from "@exampledon/compute";
import { badShape, sameShape } from "../shapes.ts";

/** Refuses what has not the shape of the parameter. @throws `bad-shape` */
export function assertLikeTarget(target: Tensor, others: readonly Tensor[]): void {
  for (const { shape } of others) {
    if (!sameShape(shape, target.shape)) {
      badShape("adam", `gradient and moments must be [${target.shape}]`, shape, "make them like the parameter");
    }
  }
}
