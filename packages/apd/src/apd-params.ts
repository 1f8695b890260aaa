import { type ChoiceField, choice, type IntegerField, integer, type NumberField, number } from "@exampledon/core";

/** What APD can be told besides training and the parameters of its terms. */
export const apdParams: {
  readonly parametrisation: ChoiceField<"factors" | "whole">;
  readonly rank: IntegerField;
  readonly active: NumberField;
  readonly activeOver: ChoiceField<"batch" | "sample">;
  readonly attributionsOf: ChoiceField<"target" | "model">;
} = {
  parametrisation: choice({
    doc: "Whether a component is a product of factors or a whole matrix, whose singular values are then found on the host at every step.",
    default: "factors",
    choices: ["factors", "whole"],
  }),
  rank: integer({
    doc: "Largest rank of a product of factors at each site; 0 for full rank.",
    default: 0,
    min: 0,
    max: 65_536,
  }),
  active: number({
    label: "active components",
    doc: "Components on per sample; it should be the number of mechanisms that are.",
    unit: "components",
    default: 1,
    min: 1e-3,
    max: 100_000,
  }),
  activeOver: choice({
    label: "active over",
    doc: "Whether that number is a mean over the batch, so that samples may differ, or holds for each sample.",
    default: "batch",
    choices: ["batch", "sample"],
  }),
  attributionsOf: choice({
    label: "attributions of",
    doc: "Whose gradients attributions are taken from: the network's, or those of the sum of the components.",
    default: "target",
    choices: ["target", "model"],
  }),
};
