import type { Leak } from "@exampledon/compute";
import { type BooleanField, boolean, type ChoiceField, choice } from "@exampledon/core";

/** What SPD can be told besides training and the parameters of its parts. */
export const spdParams: { readonly leak: ChoiceField<Leak>; readonly weightDelta: BooleanField } = {
  leak: choice({
    doc: "Where importances leak below 0: in their value and its gradient, in the gradient alone, or there only where the loss wants them to rise.",
    default: "value",
    choices: ["value", "gradient", "rising"],
  }),
  weightDelta: boolean({
    label: "weight remainder",
    doc: "Whether what the components leave of the weights takes part in masked passes, under a random mask of its own.",
    default: false,
  }),
};
