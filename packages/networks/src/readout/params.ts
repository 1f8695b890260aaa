import {
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";
import type { TableKind } from "./code-table.ts";
import type { Response } from "./response.ts";

const response = (group: string): ChoiceField<Response> =>
  choice({
    label: `${group} circuits`,
    doc: `What a circuit on one of the ${group} makes of its reading: relu above a threshold, the reading itself, or its magnitude.`,
    default: "thresholded",
    choices: ["thresholded", "linear", "absolute"],
  });

/** The strength of an animal and what varies beside it; shared by both readout networks. */
export const readoutInputParams: {
  readonly jitter: NumberField;
  readonly strengthLow: NumberField;
  readonly strengthHigh: NumberField;
} = {
  jitter: number({
    doc: "Independent variation of every attribute, as a standard deviation in units where an attribute of a full animal is ±1.",
    default: 0.5,
    min: 0,
    max: 10,
  }),
  strengthLow: number({ label: "lowest strength", doc: "Least strength of an animal.", default: 0.7, min: 0, max: 10 }),
  strengthHigh: number({
    label: "highest strength",
    doc: "Greatest strength of an animal.",
    default: 1,
    min: 0,
    max: 10,
  }),
};

/** What `readoutNetwork` can be told. */
export const readoutParams: {
  readonly animals: IntegerField;
  readonly attributes: IntegerField;
  readonly table: ChoiceField<TableKind>;
  readonly minDistance: IntegerField;
  readonly sites: ChoiceField<"one" | "two">;
  readonly animalResponse: ChoiceField<Response>;
  readonly attributeResponse: ChoiceField<Response>;
  readonly theta: NumberField;
  readonly attributeThreshold: NumberField;
} & typeof readoutInputParams = {
  animals: integer({ doc: "Number of animals.", unit: "animals", default: 40, min: 1, max: 2000 }),
  attributes: integer({
    doc: "Number of attributes, and of dimensions that they span.",
    unit: "attributes",
    default: 10,
    min: 2,
    max: 512,
  }),
  table: choice({
    doc: "How an animal's attributes are drawn: present or absent (±1), or in Gaussian amounts.",
    default: "sign",
    choices: ["sign", "gaussian"],
  }),
  minDistance: integer({
    label: "least distance",
    doc: "In how many attributes two animals differ at least; their cosine is at most 1 − 2 · distance / attributes.",
    unit: "attributes",
    default: 3,
    min: 0,
    max: 512,
  }),
  sites: choice({
    label: "weight matrices",
    doc: "Whether all circuits are rows of one matrix, or animals and attributes have one each.",
    default: "two",
    choices: ["one", "two"],
  }),
  animalResponse: response("animals"),
  attributeResponse: response("attributes"),
  theta: number({
    label: "animal threshold",
    doc: "Reading above which an animal's circuit fires; an animal of strength 1 reads 1.",
    default: 0.5,
    min: 0,
    max: 10,
  }),
  attributeThreshold: number({
    label: "attribute threshold",
    doc: "Reading above which an attribute's circuit fires, in units where an attribute of a full animal reads ±1.",
    default: 0.3,
    min: 0,
    max: 10,
  }),
  ...readoutInputParams,
};

/** Values of {@link readoutParams}. */
export type ReadoutParams = ParamsOf<typeof readoutParams>;
