import type { Check } from "../contract.ts";

/** What theory says: how things stand when elephants are always grey, and in which direction they get there. */
export const checks: readonly Check[] = [
  {
    id: "grey-weight",
    role: "claim",
    expect: "the circuit reads grey as one of two equal parts",
    value: "greyWeight",
    near: "predictedWeight",
    within: 0.05,
    why:
      "if the two always come together, exchanging them changes nothing, so the best read direction is along their sum; " +
      "training on finitely many samples adds a little of other directions",
  },
  {
    id: "equal-weights",
    role: "claim",
    expect: "it reads elephant no more than grey",
    value: "elephantWeight",
    near: "greyWeight",
    within: 0.05,
    why: "the same symmetry, in the mean: a single draw of directions and samples scatters by about this much",
  },
  {
    id: "not-told-apart",
    role: "claim",
    expect: "an elephant that is not grey scores no higher than another animal that is",
    value: "toldApart",
    min: 0.4,
    max: 0.6,
    why: "the same symmetry puts them at one half, whatever the threshold; single draws of directions scatter",
  },
  {
    id: "weight-rises",
    role: "claim",
    expect: "the fewer exceptions, the more weight on grey",
    value: "weightRise",
    min: 0,
    why: "each exception is a gradient against grey",
  },
  {
    id: "detection-falls",
    role: "claim",
    expect: "the fewer exceptions, the fewer other-coloured elephants are recognised",
    value: "detectionFall",
    min: 0,
    why: "their score loses what grey would have added",
  },
  {
    id: "alarms-rise",
    role: "claim",
    expect: "the fewer exceptions, the more other grey animals are taken for elephants",
    value: "alarmsRise",
    min: 0,
    why: "their score gains what grey adds",
  },
  {
    id: "every-set-up",
    role: "claim",
    expect: "grey has as much weight as elephant however long the training and however rare the elephants",
    value: "weightDifference",
    min: -0.05,
    max: 0.05,
    why: "the symmetry depends on neither; it holds in the mean, not in every draw of samples",
  },
  {
    id: "exceptions",
    role: "limit",
    parameter: "share",
    expect: "with a tenth of the elephants in other colours, these are recognised",
    value: "pinkDetectedAt9",
    min: 0.95,
    why: "enough of the gradient then comes from exceptions",
  },
  {
    id: "common-companion",
    role: "limit",
    parameter: "greyOthers",
    expect:
      "with other grey animals around, other-coloured elephants are told from them, though every elephant seen is grey",
    value: "commonToldApart",
    min: 0.95,
    why: "the others' grey is a gradient against grey",
  },
];
