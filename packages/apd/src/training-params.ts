import {
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";

/** What training of any parameter decomposition can be told. */
export const trainingParams: {
  readonly components: IntegerField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
  readonly schedule: ChoiceField<"constant" | "quarter-cosine" | "half-cosine">;
  readonly warmup: NumberField;
  readonly clip: NumberField;
  readonly lossReduction: ChoiceField<"sum" | "mean">;
  readonly faithfulnessSteps: IntegerField;
  readonly faithfulnessRate: NumberField;
  readonly faithfulnessDecay: NumberField;
} = {
  components: integer({
    doc: "Components of each weight matrix.",
    unit: "components",
    default: 100,
    min: 1,
    max: 100_000,
  }),
  steps: integer({ doc: "Length of training.", unit: "steps", default: 10_000, min: 1, max: 10_000_000 }),
  batch: integer({ doc: "Fresh inputs per step.", unit: "samples", default: 128, min: 1, max: 65_536 }),
  learningRate: number({
    label: "learning rate",
    doc: "Adam's step before the schedule.",
    default: 3e-3,
    min: 1e-6,
    max: 1,
    scale: "log",
  }),
  schedule: choice({
    doc: "How the learning rate falls: not at all, along a quarter of a cosine or along half of one.",
    default: "quarter-cosine",
    choices: ["constant", "quarter-cosine", "half-cosine"],
  }),
  warmup: number({
    label: "warm-up share",
    doc: "First share of training in which the learning rate rises linearly.",
    default: 0,
    min: 0,
    max: 1,
  }),
  clip: number({
    label: "gradient clip",
    doc: "Largest 2-norm of all gradients together; 0 for no clipping.",
    default: 0,
    min: 0,
    max: 1000,
  }),
  lossReduction: choice({
    label: "loss reduction",
    doc: "Whether the squared error of outputs is summed or averaged over them; averaging makes every penalty as many times as strong.",
    default: "sum",
    choices: ["sum", "mean"],
  }),
  faithfulnessSteps: integer({
    label: "faithfulness warm-up",
    doc: "Steps before training in which the components only learn to add up to the weights.",
    unit: "steps",
    default: 0,
    min: 0,
    max: 1_000_000,
  }),
  faithfulnessRate: number({
    label: "warm-up learning rate",
    doc: "Adam's step in these.",
    default: 0.01,
    min: 1e-6,
    max: 1,
    scale: "log",
  }),
  faithfulnessDecay: number({
    label: "warm-up weight decay",
    doc: "Decoupled weight decay in these: shrinks components that the weights do not need.",
    default: 0,
    min: 0,
    max: 1,
  }),
};

/** Values of {@link trainingParams}. */
export type TrainingParams = ParamsOf<typeof trainingParams>;
