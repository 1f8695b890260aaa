import { type IntegerField, integer } from "@exampledon/core";

/** Number of animals in a claim's world; the thread's example has 1000. */
export const animalsParam: IntegerField = integer({
  doc: "How many animals there are; each is a sum of attributes.",
  unit: "animals",
  default: 1000,
  min: 2,
  max: 3000,
});

/** Number of attributes in a claim's world; the thread's example has 50. */
export const attributesParam: IntegerField = integer({
  doc: "How many attribute directions span the space; also its dimension.",
  unit: "attributes",
  default: 50,
  min: 2,
  max: 400,
});
