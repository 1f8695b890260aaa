import {
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamsOf,
} from "@exampledon/core";
import { readoutInputParams } from "./params.ts";

/** What `superposedReadout` can be told. */
export const superposedReadoutParams: {
  readonly animals: IntegerField;
  readonly attributes: IntegerField;
  readonly neurons: IntegerField;
  readonly spread: IntegerField;
  readonly level: NumberField;
  readonly minDistance: IntegerField;
  readonly sites: ChoiceField<"hidden" | "both">;
} & typeof readoutInputParams = {
  animals: integer({ doc: "Number of animals.", unit: "animals", default: 100, min: 1, max: 2000 }),
  attributes: integer({
    doc: "Number of attributes, and of dimensions that they span.",
    unit: "attributes",
    default: 64,
    min: 2,
    max: 512,
  }),
  neurons: integer({ doc: "Number of hidden neurons.", unit: "neurons", default: 80, min: 1, max: 4096 }),
  spread: integer({ doc: "Neurons that one animal's circuit uses.", unit: "neurons", default: 3, min: 1, max: 64 }),
  level: number({
    doc: "Strength of an animal at which each of its neurons counts fully; its circuit fires when more than all but half a neuron do.",
    default: 0.8,
    min: 0,
    max: 10,
  }),
  minDistance: integer({
    label: "least distance",
    doc: "In how many attributes (±1) two animals differ at least.",
    unit: "attributes",
    default: 20,
    min: 0,
    max: 512,
  }),
  sites: choice({
    label: "weight matrices",
    doc: "Whether the matrix into the hidden neurons is laid open alone, or the one out of them too.",
    default: "hidden",
    choices: ["hidden", "both"],
  }),
  ...readoutInputParams,
  jitter: { ...readoutInputParams.jitter, default: 0.3 },
  strengthLow: { ...readoutInputParams.strengthLow, default: 0.8 },
};

/** Values of {@link superposedReadoutParams}. */
export type SuperposedReadoutParams = ParamsOf<typeof superposedReadoutParams>;
