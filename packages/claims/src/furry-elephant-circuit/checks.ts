import type { Check } from "../contract.ts";

/** The bounds. */
export const checks: readonly Check[] = [
  {
    id: "hits",
    role: "claim",
    expect: "it answers to furry elephants",
    value: "furryElephants",
    min: 0.999,
    why: "both features together read 2 + 2s, the threshold is lower",
  },
  {
    id: "plain-elephants",
    role: "claim",
    expect: "it is silent about plain elephants",
    value: "plainElephants",
    max: 0.001,
    why: "an elephant alone reads 1 + s, half of both",
  },
  {
    id: "furry-others",
    role: "claim",
    expect: "it hardly ever takes another furry animal for an elephant",
    value: "furryOthers",
    max: 0.01,
    why: "another animal must add half a feature by its cosines alone, two and a half deviations",
  },
  {
    id: "furry-others-law",
    role: "claim",
    expect: "and that as often as random directions do",
    value: "furryOthers",
    near: "furryOthersLaw",
    within: 0.002,
    why: "a random coordinate exceeds half of half the sum's length: 1 − F",
  },
  {
    id: "plain-others",
    role: "claim",
    expect: "it is silent about all other animals",
    value: "plainOthers",
    max: 0.001,
    why: "they would have to add one and a half features by their cosines",
  },
  {
    id: "crowd-hides",
    role: "limit",
    parameter: "company",
    expect: "among √d other animals it misses furry elephants",
    value: "crowdedHits",
    max: 0.95,
    why: "k more animals disturb a reading of the sum by √(2k/d), more than the margin of half a feature",
  },
  {
    id: "crowd-pretends",
    role: "limit",
    parameter: "company",
    expect: "and takes other furry animals for elephants",
    value: "crowdedFurryOthers",
    min: 0.05,
    why: "the same disturbance, the other way",
  },
];
