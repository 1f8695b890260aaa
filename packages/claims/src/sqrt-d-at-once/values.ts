import type { ValueText } from "../contract.ts";

/** What is measured. */
export const values: Readonly<Record<string, ValueText>> = {
  noiseOne: { label: "rms of what one attribute adds to an animal's reading" },
  noiseRoot: { label: "the same, √d attributes on" },
  noiseHalf: { label: "the same, half of all attributes on" },
  lawOne: { label: "√(1/d)" },
  lawRoot: { label: "√(k/d) with √d on" },
  lawHalf: { label: "√(k/d) with half on" },
  worstRatio: { label: "what √d conspiring attributes take away, over k/√d" },
  missesRoot: { label: "share of circuits that miss their animal, √d unrelated attributes on" },
  worstMissesRoot: { label: "the same, √d conspiring attributes on" },
  argmaxMissesThree: { label: "share of samples in which another animal reads largest, three attributes on" },
  argmaxMissesRoot: { label: "the same, √d on" },
  argmaxLawThree: { label: "what random directions predict, three on" },
  argmaxLawRoot: { label: "the same, √d on" },
  falseCircuitsRoot: { label: "circuits of absent animals that answer, √d on", unit: "circuits" },
  unrelatedNoiseRoot: { label: "unrelated directions: rms of what √d attributes add" },
  unrelatedWorstMissesRoot: { label: "unrelated directions: share of circuits that miss, √d conspiring" },
  unrelatedArgmaxMissesRoot: { label: "unrelated directions: share in which another animal reads largest, √d on" },
  narrowMisses: { label: "share of circuits that miss in the narrowest space, √d unrelated on" },
  wideMisses: { label: "the same, in the widest" },
  wideWorstMisses: { label: "the same, in the widest, √d conspiring" },
  narrowEighthMisses: { label: "share of circuits that miss in the narrowest space, d/8 unrelated on" },
  wideEighthMisses: { label: "the same, in the widest" },
};
