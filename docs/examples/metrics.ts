import { matrixFromRows, rng } from "@exampledon/core";
import { chanceMeanMaxCosine, meanMaxCosine } from "@exampledon/metrics";

const features = matrixFromRows([
  [1, 0, 0],
  [0, 1, 0],
]);
const dictionary = matrixFromRows([
  [1, 0, 0],
  [0, 1, 1],
]);
const chance = chanceMeanMaxCosine({ features, latents: 2 }, rng(1), 100);
console.log("found:", meanMaxCosine(features, dictionary).mean.toFixed(2), "by chance:", chance.mean.toFixed(2));
