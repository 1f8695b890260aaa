import type { ValueText } from "../contract.ts";
import { ARCHITECTURES } from "./architectures.ts";
import { BASELINES, SWEEP } from "./arms.ts";
import { summaryValues } from "./summary.ts";

/** What every measured number of the claim is; the prefix says which dictionary. */
export const values: Readonly<Record<string, ValueText>> = {
  ...Object.fromEntries(
    [...Object.entries(ARCHITECTURES).map(([key, { title }]) => [key, title]), ...Object.entries(BASELINES)].flatMap(
      ([key, title]) => mainValues(key!, title!),
    ),
  ),
  ...Object.fromEntries(
    Object.entries(SWEEP).flatMap(([change, words]) =>
      Object.entries(ARCHITECTURES).flatMap(([key, { title }]) =>
        sweepValues(`${change}${key[0]!.toUpperCase()}${key.slice(1)}`, `${title}, ${words}`),
      ),
    ),
  ),
  narrowChanceAttributes: { label: "MMCS to attributes of as many random directions as there are attributes" },
  readingAuc: { label: "AUC of the plain reading f·a for “this animal is present”" },
  readingRSquared: { label: "affine R² of the plain reading f·a to the animal's coefficient" },
  ...summaryValues,
};

function sweepValues(key: string, title: string): [string, ValueText][] {
  return [
    [`${key}Animals`, { label: `${title}: MMCS to animals` }],
    [`${key}Attributes`, { label: `${title}: MMCS to attributes` }],
    [`${key}AnimalsRSquared`, { label: `${title}: R² of the matched latent to an animal's coefficient` }],
    [`${key}AttributesRSquared`, { label: `${title}: R² of the best single latent to an attribute's reading` }],
    [`${key}Fvu`, { label: `${title}: fraction of variance unexplained` }],
    [`${key}L0`, { label: `${title}: L0`, unit: "latents" }],
    [`${key}Dead`, { label: `${title}: dead latents`, unit: "latents" }],
  ];
}

function mainValues(key: string, title: string): [string, ValueText][] {
  return [
    ...sweepValues(key, title),
    [`${key}ChanceAnimals`, { label: `${title}: MMCS to animals of random directions` }],
    [`${key}ChanceAttributes`, { label: `${title}: MMCS to attributes of random directions` }],
    [`${key}AttributesFound`, { label: `${title}: attributes with a latent above cosine 0.9`, unit: "attributes" }],
    [`${key}AttributesFromAll`, { label: `${title}: R² of all latents together to an attribute's reading` }],
  ];
}
