import { type IntegerField, integer } from "@exampledon/core";

/** How many components a dictionary learner has. */
export const componentsParam: IntegerField = integer({
  doc: "How many atoms.",
  unit: "components",
  default: 128,
  min: 1,
  max: 65536,
  scale: "log",
});

/** How many samples a method that looks at all of them at once draws. */
export const samplesParam: IntegerField = integer({
  doc: "How many activations are drawn, once, to learn from.",
  unit: "samples",
  default: 4096,
  min: 1,
  max: 10_000_000,
  scale: "log",
});
