import type { Check } from "../contract.ts";
import { ARCHITECTURES } from "./architectures.ts";

/** What is expected of each dictionary; a check whose dictionary was not trained at some size is left out there. */
export const checks: readonly Check[] = [
  ...Object.entries(ARCHITECTURES).flatMap(([key, { title }]) => wideChecks(key, title)),
  {
    id: "l1-fvu",
    role: "claim",
    expect: "the L1 SAE reconstructs well, but for the shrinkage that its penalty causes",
    value: "l1Fvu",
    min: 0.05,
    max: 0.07,
    why: "set before recording, from earlier runs of the same setting",
  },
  ...Object.entries(ARCHITECTURES).flatMap(([key, { title }]) => narrowChecks(capital("narrow", key), title)),
  ...Object.entries(ARCHITECTURES).map(
    ([key, { title }]): Check => ({
      id: `spare-${kebab(key)}`,
      role: "claim",
      expect: `a latent for every animal and attribute does not help ${title} to the attributes`,
      value: `${capital("spare", key)}AttributesRSquared`,
      max: 0.12,
      why: "the spare latents die or duplicate animals",
    }),
  ),
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
    id: "no-setting-has-both",
    role: "claim",
    expect: "no width, penalty or architecture tried carries what circuits read of both groups, one latent each",
    value: "bestBoth",
    max: 0.9,
    why: "no dictionary can; a value of nine tenths would count as carrying both",
  },
  ...Object.entries(ARCHITECTURES).map(
    ([key, { title }]): Check => ({
      id: `free-${kebab(key)}`,
      role: "limit",
      parameter: "booleans",
      expect: `once attributes vary freely and sparsely, ${title} finds them`,
      value: `${capital("free", key)}Attributes`,
      min: 0.95,
      why: "the replies' case: then attributes are sparse too",
    }),
  ),
];

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function capital(prefix: string, key: string): string {
  return prefix + key[0]!.toUpperCase() + key.slice(1);
}

function wideChecks(key: string, title: string): Check[] {
  return [
    {
      id: `${kebab(key)}-animals`,
      role: "claim",
      expect: `${title} finds the animals`,
      value: `${key}Animals`,
      min: 0.95,
      why: "set before recording, from earlier runs of the same setting",
    },
    {
      id: `${kebab(key)}-attributes`,
      role: "claim",
      expect: `${title} finds no more of the attributes than random directions do`,
      value: `${key}Attributes`,
      near: `${key}ChanceAttributes`,
      within: 0.04,
      why: "chance level measured for as many random directions",
    },
    {
      id: `${kebab(key)}-none-found`,
      role: "claim",
      expect: `no latent of ${title} is an attribute`,
      value: `${key}AttributesFound`,
      max: 0,
      why: "a latent within cosine 0.9 would be one",
    },
    {
      id: `${kebab(key)}-single`,
      role: "claim",
      expect: `no single latent of ${title} carries an attribute's reading`,
      value: `${key}AttributesRSquared`,
      max: 0.12,
      why: "set before recording, from earlier runs of the same setting",
    },
    {
      id: `${kebab(key)}-together`,
      role: "claim",
      expect: `all latents of ${title} together do`,
      value: `${key}AttributesFromAll`,
      min: 0.85,
      why: "the decoder is such a linear map: R² = 1 − FVU",
    },
    {
      id: `${kebab(key)}-magnitudes`,
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
      id: `${kebab(key)}-animals`,
      role: "claim",
      expect: `a narrow ${title} SAE does not find the animals`,
      value: `${key}Animals`,
      max: 0.68,
      why: "fewer latents than animals",
    },
    {
      id: `${kebab(key)}-attributes`,
      role: "claim",
      expect: `nor the attributes, though it has one latent for each`,
      value: `${key}Attributes`,
      max: 0.52,
      why: "dense attributes are not what a sparse objective wants",
    },
  ];
}
