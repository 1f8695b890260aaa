import type { ValueText } from "../contract.ts";

/** What every measured number of the claim is; the prefix says which SAE. */
export const values: Readonly<Record<string, ValueText>> = {
  ...armValues("l1", "L1"),
  ...armValues("topK", "TopK"),
  ...armValues("narrowL1", "L1 as wide as the attributes"),
  ...armValues("narrowTopK", "TopK as wide as the attributes"),
  ...armValues("freeL1", "L1, attributes vary freely"),
  ...armValues("freeTopK", "TopK, attributes vary freely"),
  readingAuc: { label: "AUC of the plain reading f·a for “this animal is present”" },
  readingRSquared: { label: "affine R² of the plain reading f·a to the animal's coefficient" },
};

function armValues(key: string, title: string): Record<string, ValueText> {
  return {
    [`${key}Animals`]: { label: `${title}: MMCS to animals` },
    [`${key}ChanceAnimals`]: { label: `${title}: the same for random directions` },
    [`${key}Attributes`]: { label: `${title}: MMCS to attributes` },
    [`${key}ChanceAttributes`]: { label: `${title}: the same for random directions` },
    [`${key}AttributesFound`]: { label: `${title}: attributes with a latent above cosine 0.9`, unit: "attributes" },
    [`${key}AnimalsRSquared`]: { label: `${title}: R² of the matched latent to an animal's coefficient` },
    [`${key}AttributesRSquared`]: { label: `${title}: R² of the best single latent to an attribute's reading` },
    [`${key}AttributesFromAll`]: { label: `${title}: R² of all latents together to an attribute's reading` },
    [`${key}Fvu`]: { label: `${title}: fraction of variance unexplained` },
    [`${key}L0`]: { label: `${title}: L0`, unit: "latents" },
    [`${key}Dead`]: { label: `${title}: dead latents`, unit: "latents" },
  };
}
