import type { ValueText } from "../contract.ts";

/** What every measured number of the claim is. */
export const values: Readonly<Record<string, ValueText>> = {
  cosine: { label: "cosine of an animal's direction before and after" },
  cosineLaw: { label: "the same to first order: 1 − weight² / 2" },
  lawError: { label: "largest distance of an animal's cosine from 1/√(1 + weight² v²), v its points" },
  changeTopShare: { label: "share of the whole change that its top component holds" },
  sidewaysTopShare: { label: "the same for what is new beside the old directions" },
  randomTopShare: { label: "the same for a random change of the same size" },
  topCosine: { label: "cosine of the top component to the new attribute" },
  changeSize: { label: "how far an activation moves, over its length" },
  randomSize: { label: "the same for the random change" },
  readingGap: { label: "how much of its reading an old circuit misses" },
  randomReadingGap: { label: "the same for the random change" },
  stillAnswers: { label: "share of old circuits that answer to their animal after fine-tuning" },
  merged: { label: "share of animals whose old and new circuits are within the tolerance" },
  mergedLaw: { label: "the same by the law of Gaussian points" },
  mergedFine: { label: "the same at a fine tolerance, one ten-thousandth" },
  mergedOthers: { label: "share of animals with another animal within the tolerance" },
  toldApartFirst: { label: "AUC of moved against unmoved dictionary entries, one sample per animal" },
  toldApart: { label: "AUC of moved against unmoved dictionary entries, most samples" },
  crosscoderShared: { label: "crosscoder: share of the animals with a latent that is the animal in both networks" },
  crosscoderSplit: { label: "crosscoder: share of the animals with one latent in each network" },
  crosscoderCosine: { label: "crosscoder: cosine between the two directions of such a latent" },
  crosscoderTrueCosine: { label: "cosine between those animals' old and new directions" },
  crosscoderChangeTopShare: { label: "crosscoder: share of the top component in what its latents change" },
  crosscoderAttribute: { label: "crosscoder: largest cosine of a latent to the new attribute" },
};
