import type { Check } from "../contract.ts";

/** What is expected of each SAE; a check whose SAE was not trained at some size is left out there. */
export const checks: readonly Check[] = [
  ...wideChecks("l1", "L1"),
  {
    id: "l1-fvu",
    role: "claim",
    expect: "the L1 SAE reconstructs well, but for the shrinkage that its penalty causes",
    value: "l1Fvu",
    min: 0.05,
    max: 0.07,
    why: "set before recording, from earlier runs of the same setting",
  },
  ...wideChecks("topK", "TopK"),
  ...narrowChecks("narrowL1", "L1"),
  ...narrowChecks("narrowTopK", "TopK"),
  {
    id: "detects",
    role: "claim",
    expect: "the plain reading detects an animal",
    value: "readingAuc",
    min: 0.98,
    why: "interference is smaller than most magnitudes",
  },
  {
    id: "does-not-measure",
    role: "claim",
    expect: "but does not measure it",
    value: "readingRSquared",
    max: 0.3,
    why: "the interference of absent animals swamps the rare present one",
  },
  {
    id: "free-l1",
    role: "limit",
    parameter: "booleans",
    expect: "once attributes vary freely and sparsely, L1 finds them",
    value: "freeL1Attributes",
    min: 0.95,
    why: "the replies' case: then attributes are sparse too",
  },
  {
    id: "free-top-k",
    role: "limit",
    parameter: "booleans",
    expect: "once attributes vary freely and sparsely, TopK finds them",
    value: "freeTopKAttributes",
    min: 0.95,
    why: "the replies' case: then attributes are sparse too",
  },
];

function wideChecks(key: string, title: string): Check[] {
  return [
    {
      id: `${key}-animals`,
      role: "claim",
      expect: `${title} finds the animals`,
      value: `${key}Animals`,
      min: 0.95,
      why: "set before recording, from earlier runs of the same setting",
    },
    {
      id: `${key}-attributes`,
      role: "claim",
      expect: `${title} finds no more of the attributes than random directions do`,
      value: `${key}Attributes`,
      near: `${key}ChanceAttributes`,
      within: 0.04,
      why: "chance level measured for as many random directions",
    },
    {
      id: `${key}-none-found`,
      role: "claim",
      expect: `no latent of ${title} is an attribute`,
      value: `${key}AttributesFound`,
      max: 0,
      why: "a latent within cosine 0.9 would be one",
    },
    {
      id: `${key}-single`,
      role: "claim",
      expect: `no single latent of ${title} carries an attribute's reading`,
      value: `${key}AttributesRSquared`,
      max: 0.12,
      why: "set before recording, from earlier runs of the same setting",
    },
    {
      id: `${key}-together`,
      role: "claim",
      expect: `all latents of ${title} together do`,
      value: `${key}AttributesFromAll`,
      min: 0.85,
      why: "the decoder is such a linear map: R² = 1 − FVU",
    },
    {
      id: `${key}-magnitudes`,
      role: "claim",
      expect: `the matched latent of ${title} carries an animal's coefficient`,
      value: `${key}AnimalsRSquared`,
      min: 0.7,
      why: "set before recording, from earlier runs of the same setting",
    },
  ];
}

function narrowChecks(key: string, title: string): Check[] {
  return [
    {
      id: `${key}-animals`,
      role: "claim",
      expect: `a narrow ${title} SAE does not find the animals`,
      value: `${key}Animals`,
      max: 0.68,
      why: "fewer latents than animals",
    },
    {
      id: `${key}-attributes`,
      role: "claim",
      expect: `nor the attributes, though it has one latent for each`,
      value: `${key}Attributes`,
      max: 0.52,
      why: "dense attributes are not what a sparse objective wants",
    },
  ];
}
