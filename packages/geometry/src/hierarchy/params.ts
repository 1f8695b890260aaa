import {
  type BooleanField,
  boolean,
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";
import { type Layout, layoutParam } from "../plant-directions.ts";

const chance = (label: string, doc: string, value: number): NumberField =>
  number({ label, doc, default: value, min: 0, max: 1 });

/** Parameters of a hierarchical world. */
export const hierarchicalParams: {
  readonly features: IntegerField;
  readonly dim: IntegerField;
  readonly layout: ChoiceField<Layout>;
  readonly roots: IntegerField;
  readonly branching: IntegerField;
  readonly depth: IntegerField;
  readonly exclusive: NumberField;
  readonly firing: ChoiceField<"conditional" | "zipfian">;
  readonly rootProbability: NumberField;
  readonly childProbability: NumberField;
  readonly freeProbability: NumberField;
  readonly zipfExponent: NumberField;
  readonly maxProbability: NumberField;
  readonly minProbability: NumberField;
  readonly compensate: BooleanField;
  readonly correlationRank: IntegerField;
  readonly correlationScale: NumberField;
  readonly scaleByParent: BooleanField;
  readonly magnitudeFirst: NumberField;
  readonly magnitudeLast: NumberField;
  readonly lengthSpread: NumberField;
  readonly deviation: NumberField;
  readonly deviationSpread: NumberField;
} = {
  features: integer({
    doc: "Number of features; those that the trees leave over are free of any parent.",
    unit: "features",
    default: 20,
    min: 1,
    max: 20000,
  }),
  dim: integer({
    label: "dimensions",
    doc: "Width of an activation.",
    unit: "dimensions",
    default: 20,
    min: 1,
    max: 4096,
  }),
  layout: layoutParam,
  roots: integer({ doc: "Number of trees.", unit: "features", default: 3, min: 0, max: 2000 }),
  branching: integer({ doc: "Children of every parent.", unit: "features", default: 3, min: 1, max: 200 }),
  depth: integer({ doc: "Levels of children below the roots.", unit: "levels", default: 1, min: 0, max: 10 }),
  exclusive: chance("exclusive siblings", "Share of the parents of whose children one at most is active.", 1),
  firing: choice({
    doc: "Conditional: fixed chances of roots, of children given their parent, and of free features. Zipfian: chances that fall with the feature's number, cut down by the hierarchy.",
    default: "conditional",
    choices: ["conditional", "zipfian"],
  }),
  rootProbability: chance("root chance", "Chance that a root is active (conditional firing).", 0.15),
  childProbability: chance("child chance", "Chance of each child when its parent is active (conditional firing).", 0.2),
  freeProbability: chance("free chance", "Chance that a free feature is active (conditional firing).", 0.05),
  zipfExponent: number({
    label: "Zipf exponent",
    doc: "How fast chances fall with the feature's number (Zipfian firing).",
    default: 1,
    min: 0,
    max: 10,
  }),
  maxProbability: chance("highest chance", "Chance of the first feature (Zipfian firing).", 0.3),
  minProbability: chance("lowest chance", "Chance of the last feature (Zipfian firing).", 0.01),
  compensate: boolean({
    doc: "Raise the chances of children for what parents and exclusive siblings take away (Zipfian firing).",
    default: false,
  }),
  correlationRank: integer({
    label: "correlation rank",
    doc: "Rank of the random correlations between features; 0 for independent ones (Zipfian firing).",
    default: 0,
    min: 0,
    max: 200,
  }),
  correlationScale: number({
    label: "correlation scale",
    doc: "Standard deviation of the correlation's factors.",
    default: 0.1,
    min: 0,
    max: 1,
  }),
  scaleByParent: boolean({
    label: "scale by parent",
    doc: "Multiply a child's magnitude by its parent's, relative to the parent's mean.",
    default: false,
  }),
  magnitudeFirst: number({
    label: "first magnitude",
    doc: "Mean magnitude of the first feature; the others lie on a line to the last.",
    default: 1,
    min: 0,
    max: 100,
  }),
  magnitudeLast: number({
    label: "last magnitude",
    doc: "Mean magnitude of the last feature.",
    default: 1,
    min: 0,
    max: 100,
  }),
  lengthSpread: number({
    label: "length spread",
    doc: "Standard deviation, over features, of a fixed factor about 1 on each feature's magnitude.",
    default: 0,
    min: 0,
    max: 1,
  }),
  deviation: number({
    label: "magnitude deviation",
    doc: "Mean, over features, of the standard deviation of a feature's magnitude from sample to sample.",
    default: 0,
    min: 0,
    max: 100,
  }),
  deviationSpread: number({
    label: "spread of deviations",
    doc: "Standard deviation, over features, of that standard deviation; its absolute value is used.",
    default: 0,
    min: 0,
    max: 100,
  }),
};

/** Values of {@link hierarchicalParams}. */
export type HierarchicalParams = ParamsOf<typeof hierarchicalParams>;
