import type { ValueText } from "../contract.ts";
import { ARMS, OTHER_ARMS } from "./arms.ts";

/** What every measured number of the claim is; the prefix says which SAE. */
export const values: Readonly<Record<string, ValueText>> = {
  featuresCost: { label: "objective of a pair over the features' dictionary, strong penalty" },
  featuresLaw: { label: "the same by the closed form 2λ − λ²/2" },
  pairsCost: { label: "objective of a pair over the pairs' dictionary, strong penalty" },
  pairsLaw: { label: "the same by the closed form √2 λ − λ²/4" },
  crossingStrong: { label: "share of pairs from which the pairs' dictionary costs less, strong penalty" },
  crossingWeak: { label: "share of pairs from which the pairs' dictionary costs less, weak penalty" },
  trainedOverBest: { label: "objective reached with spare latents, over the pairs' dictionary's" },
  rankOfPairs: { label: "dimensions that pairs span", unit: "dimensions" },
  rankMissing: { label: "dimensions that the features span beyond the pairs", unit: "dimensions" },
  shiftedPairs: { label: "error of a shifted dictionary on pairs" },
  shiftedSingles: { label: "error of a shifted dictionary on single features" },
  shiftedCosine: { label: "cosine of the shifted directions to the features" },
  ...Object.fromEntries(Object.entries({ ...ARMS, ...OTHER_ARMS }).flatMap(([key, title]) => armValues(key, title))),
};

function armValues(key: string, title: string): [string, ValueText][] {
  return [
    [`${key}True`, { label: `${title}: latents that are a feature`, unit: "latents" }],
    [`${key}Composed`, { label: `${title}: latents that are a pair`, unit: "latents" }],
    [`${key}Other`, { label: `${title}: live latents that are neither`, unit: "latents" }],
    [`${key}Features`, { label: `${title}: share of the features found` }],
    [`${key}Pairs`, { label: `${title}: share of the pairs found` }],
  ];
}
