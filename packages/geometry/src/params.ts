import {
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamSpec,
  type ParamsOf,
} from "@exampledon/core";

/** What is active in a sample; the same for every world with animals and attributes. */
export const activityParams: {
  readonly animals: IntegerField;
  readonly attributes: IntegerField;
  readonly activeMin: IntegerField;
  readonly activeMax: IntegerField;
  readonly booleans: NumberField;
  readonly magnitudeLow: NumberField;
  readonly magnitudeHigh: NumberField;
  readonly noise: NumberField;
  readonly cooccurrence: NumberField;
  readonly usage: NumberField;
  readonly width: IntegerField;
} = {
  animals: integer({ doc: "Number of animal features.", unit: "features", default: 1000, min: 1, max: 20000 }),
  attributes: integer({ doc: "Number of attribute features.", unit: "features", default: 50, min: 1, max: 2000 }),
  activeMin: integer({
    label: "fewest animals at once",
    doc: "Fewest animals active in a sample.",
    unit: "animals",
    default: 1,
    min: 0,
    max: 1000,
  }),
  activeMax: integer({
    label: "most animals at once",
    doc: "Most animals active in a sample; the number is uniform between the two.",
    unit: "animals",
    default: 1,
    min: 0,
    max: 1000,
  }),
  booleans: number({
    label: "sparse attributes",
    doc: "Mean number of attributes added to a sample beside its animals, each present with equal chance and its own magnitude.",
    unit: "attributes",
    default: 0,
    min: 0,
    max: 2000,
  }),
  magnitudeLow: number({
    label: "lowest magnitude",
    doc: "Lower end of the uniform distribution that every active coefficient is drawn from.",
    default: 0.5,
    min: 0,
    max: 100,
  }),
  magnitudeHigh: number({
    label: "highest magnitude",
    doc: "Upper end of the uniform distribution that every active coefficient is drawn from.",
    default: 1.5,
    min: 0,
    max: 100,
  }),
  noise: number({
    doc: "Expected length of the isotropic Gaussian noise that is added to every activation.",
    default: 0,
    min: 0,
    max: 100,
  }),
  cooccurrence: number({
    label: "co-occurrence",
    doc: "Chance that an active animal brings its partner, the attribute of the same number modulo the attributes.",
    default: 0,
    min: 0,
    max: 1,
  }),
  usage: number({
    doc: "Chance that a sample uses the subspace at all; otherwise none of its features is active.",
    default: 1,
    min: 0,
    max: 1,
  }),
  width: integer({
    label: "residual stream width",
    doc: "Width of the residual stream that a random orthonormal map embeds the subspace in; 0 for no wider embedding.",
    unit: "dimensions",
    default: 0,
    min: 0,
    max: 4096,
  }),
};

/** Where the attribute axes point. */
export const basisParam: ReturnType<typeof choice<"random" | "standard">> = choice({
  doc: "Whether the attributes are a random rotation of the axes or the axes themselves.",
  default: "random",
  choices: ["random", "standard"],
});

/** Values of {@link activityParams}. */
export type ActivityParams = ParamsOf<typeof activityParams>;

/** A specification made of {@link activityParams} and a world's own parameters. */
export type WithActivity<S extends ParamSpec> = typeof activityParams & S;
