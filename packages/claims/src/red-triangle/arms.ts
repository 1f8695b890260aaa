import type { DecomposerDefinition } from "@exampledon/decomposer";
import { endToEnd, l1, matryoshka, topK } from "@exampledon/sae";

/** One SAE of the claim and the samples that it is trained on. */
export interface Arm {
  /** Prefix of its values, e.g. `widest`. */
  readonly key: string;
  readonly title: string;
  readonly method: DecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  /** Share of the samples that are pairs. */
  readonly share: number;
  readonly magnitudes: "common" | "independent";
  /** Name of the random stream of the fit; SAEs of the same stream and width start alike and see the same samples. */
  readonly stream: string;
}

/** The parameters that decide which SAEs are trained. */
export interface ArmParams {
  readonly colours: number;
  readonly shapes: number;
  readonly shareOfPairs: number;
  readonly weakPenalty: number;
  readonly strongPenalty: number;
  readonly steps: number;
  readonly longer: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly others: boolean;
}

/** Keys and titles of the arms that ask what width, penalty and samples do; always trained. */
export const ARMS = {
  ownWidth: "as many latents as features, weak penalty, some samples pairs",
  pairsOwnWidth: "the same, always pairs",
  pairsWidth: "as many latents as pairs, strong penalty, always pairs",
  spare: "a few more latents than pairs, strong penalty, always pairs",
  bothWidth: "a latent for each feature and each pair, strong penalty, some samples pairs",
} as const;

/** Keys and titles of the arms that ask what else could matter. */
export const OTHER_ARMS = {
  longer: "as many latents as pairs, strong penalty, always pairs, longer training",
  independent: "a latent for each feature and each pair, always pairs, magnitudes independent",
  topKPairs: "TopK with two latents on, as many latents as features, always pairs",
  topKSome: "TopK with two latents on, as many latents as features, some samples pairs",
  matryoshka: "Matryoshka with a latent for each feature inside one for each feature and each pair, always pairs",
  endToEnd: "trained through circuits that read each feature, as many latents as features, weak penalty, always pairs",
  endToEndBoth:
    "trained through circuits that read each feature, a latent for each feature and each pair, strong penalty, always pairs",
} as const;

/** Spare latents beyond one for each pair. */
const SPARE = 4;

/** The SAEs to train. The decoder bias stays 0: a trained one takes up the mean and hides every direction. */
export function armsOf(p: ArmParams): Arm[] {
  const features = p.colours + p.shapes;
  const pairs = p.colours * p.shapes;
  const common = { steps: p.steps, batch: p.batch, learningRate: p.learningRate, trainDecoderBias: false };
  const arm = (
    key: keyof typeof ARMS | keyof typeof OTHER_ARMS,
    latents: number,
    l1Coefficient: number,
    share: number,
    changes: Partial<Arm> = {},
  ): Arm => ({
    key,
    title: { ...ARMS, ...OTHER_ARMS }[key],
    method: l1 as unknown as DecomposerDefinition,
    share,
    magnitudes: "common",
    stream: `fit ${key}`,
    ...changes,
    params: { ...common, latents, ...(changes.method ? {} : { l1Coefficient }), ...changes.params },
  });
  const nested = { k: Math.min(2, features), levels: 2, levelRatio: (features + pairs) / features };
  const throughCircuits = { method: endToEnd as unknown as DecomposerDefinition };
  const twoOn = { method: topK as unknown as DecomposerDefinition, params: { k: Math.min(2, features) } };
  const main = [
    arm("ownWidth", features, p.weakPenalty, p.shareOfPairs),
    arm("pairsOwnWidth", features, p.weakPenalty, 1),
    arm("pairsWidth", pairs, p.strongPenalty, 1),
    arm("spare", pairs + SPARE, p.strongPenalty, 1),
    arm("bothWidth", features + pairs, p.strongPenalty, p.shareOfPairs),
  ];
  const others = [
    arm("longer", pairs, p.strongPenalty, 1, { stream: "fit pairsWidth", params: { steps: p.steps * p.longer } }),
    arm("independent", features + pairs, p.strongPenalty, 1, { magnitudes: "independent" }),
    arm("topKPairs", features, 0, 1, twoOn),
    arm("topKSome", features, 0, p.shareOfPairs, twoOn),
    arm("matryoshka", features + pairs, 0, 1, {
      method: matryoshka as unknown as DecomposerDefinition,
      params: nested,
    }),
    arm("endToEnd", features, 0, 1, { ...throughCircuits, params: { l1Coefficient: p.weakPenalty } }),
    arm("endToEndBoth", features + pairs, 0, 1, { ...throughCircuits, params: { l1Coefficient: p.strongPenalty } }),
  ];
  return p.others ? [...main, ...others] : main;
}
