import { saeKind } from "./sae-kind.ts";
import { spdKind } from "./spd-kind.ts";
import type { StepKind } from "./step-kind.ts";
import type { StepSizes } from "./step-sizes.ts";

/** The kind of method that a step is of: a network is decomposed, or activations are. */
export function kindOf({ network }: StepSizes): StepKind {
  return network ? spdKind : saeKind;
}
