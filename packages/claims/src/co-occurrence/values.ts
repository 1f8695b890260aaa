import type { ValueText } from "../contract.ts";
import { absorptionValues } from "./absorption.ts";
import { SHARES } from "./set-ups.ts";

/** What every measured number of the claim is. */
export const values: Readonly<Record<string, ValueText>> = {
  greyWeight: { label: "weight on grey: cosine of the read direction to it" },
  elephantWeight: { label: "weight on elephant: cosine of the read direction to it" },
  predictedWeight: { label: "weight on grey of a circuit that reads elephant and grey equally" },
  equalWeight: { label: "the same where elephant and grey are orthogonal, 1/√2" },
  pinkDetected: { label: "share of elephants recognised in colours other than grey" },
  greyFalseAlarms: { label: "share of other animals taken for elephants when grey" },
  toldApart: { label: "AUC between other-coloured elephants and other grey animals (chance ½)" },
  weightRise: { label: "smallest rise of the weight on grey from one share of grey elephants to the next" },
  detectionFall: { label: "smallest fall of recognition from one share of grey elephants to the next" },
  alarmsRise: { label: "smallest rise of false alarms from one share of grey elephants to the next" },
  commonGreyWeight: { label: "weight on grey where other animals are grey as well" },
  commonToldApart: { label: "the AUC where other animals are grey as well" },
  ...Object.fromEntries(SHARES.flatMap(shareValues)),
  ...absorptionValues,
  weightOff: { label: "largest distance of the weight on grey from the predicted one over all set-ups" },
  weightDifference: { label: "weight on elephant minus weight on grey, mean over all set-ups" },
  leastDetected: { label: "lowest recognition over all set-ups, elephants always grey" },
  mostDetected: { label: "highest recognition over all set-ups, elephants always grey" },
  quotedGap: { label: "largest distance from the quoted figures, in the set-up that comes closest" },
};

function shareValues(share: number): [string, ValueText][] {
  const key = `At${String(share).replace("0.", "")}`;
  return [
    [`greyWeight${key}`, { label: `${share} of elephants grey: weight on grey` }],
    [`pinkDetected${key}`, { label: `${share} of elephants grey: elephants recognised in other colours` }],
    [`greyFalseAlarms${key}`, { label: `${share} of elephants grey: false alarms on other grey animals` }],
    [`toldApart${key}`, { label: `${share} of elephants grey: AUC between the two` }],
  ];
}
