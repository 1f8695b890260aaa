import type { DecomposerDefinition } from "@exampledon/decomposer";
import { kMeans, oracle, pca } from "@exampledon/decomposer";
import { ica } from "@exampledon/sparse-coding";
import { ARCHITECTURES, type Sparsity } from "./architectures.ts";

/** What one trained dictionary of the claim differs in. */
export interface Arm {
  /** Prefix of its values, e.g. `l1`. */
  readonly key: string;
  readonly title: string;
  readonly method: DecomposerDefinition;
  readonly latents: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** Mean number of sparse attribute booleans per sample. */
  readonly booleans: number;
  /** Most animals per sample. */
  readonly activeMax: number;
  /** Whether all scores are taken, or only those of a sweep. */
  readonly main: boolean;
}

/** The parameters that decide what is trained. */
export interface ArmParams {
  readonly animals: number;
  readonly attributes: number;
  readonly latents: number;
  readonly activeMin: number;
  readonly activeMax: number;
  readonly booleans: number;
  readonly l1Coefficient: number;
  readonly l0Coefficient: number;
  readonly k: number;
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly deadAfter: number;
  readonly architectures: "all" | "L1 and TopK";
  readonly baselines: boolean;
  readonly narrow: boolean;
  readonly spare: boolean;
  readonly double: boolean;
  readonly penalties: boolean;
  readonly several: number;
  readonly addBooleans: number;
}

/** What a sweep changes about the main SAEs. */
interface Change {
  /** Prefix of the values, before that of the architecture. */
  readonly key: string;
  readonly title: string;
  readonly latents?: number;
  readonly booleans?: number;
  readonly activeMax?: number;
  readonly sparsity?: Partial<Sparsity>;
  /** Architectures that it is tried on. Default all that are asked for. */
  readonly only?: readonly string[];
}

/** Penalties tried beside the chosen one, as multiples of it. */
const PENALTIES = { weak: 1 / 3, strong: 5 / 3 };

/** Architectures that are given spare latents, and twice as many; width costs time. */
const SPARE = ["l1", "topK", "batchTopK", "jumpRelu"];
const DOUBLE = ["l1", "batchTopK"];

/** Every change of the sweep, by key, in words. */
export const SWEEP: Readonly<Record<string, string>> = {
  narrow: "as wide as the attributes",
  spare: "a latent for every animal and attribute",
  double: "twice as wide",
  weak: "a third of the penalty",
  strong: "five thirds of the penalty",
  several: "several animals at a time",
  free: "attributes vary freely",
};

/** The dictionaries that are not SAEs, by the prefix of their values. */
export const BASELINES: Readonly<Record<string, string>> = {
  pca: "PCA",
  ica: "ICA",
  kMeans: "k-means",
  oracle: "oracle, told the animals",
};

/** The main SAEs, the baselines, and the SAEs of the sweep. */
export function armsOf(p: ArmParams): Arm[] {
  const keys = p.architectures === "all" ? Object.keys(ARCHITECTURES) : ["l1", "topK"];
  const mean = (p.activeMin + p.activeMax) / 2;
  const base: Sparsity = {
    l1Coefficient: p.l1Coefficient,
    l0Coefficient: p.l0Coefficient,
    most: p.k,
    mean: Math.min(p.k, mean + Math.round(p.booleans)),
  };
  const main = keys.map((key) => saeArm(p, base, key, undefined));
  const swept = changesOf(p, base).flatMap((change) =>
    keys.filter((key) => change.only?.includes(key) ?? true).map((key) => saeArm(p, base, key, change)),
  );
  return [...main, ...(p.baselines ? baselineArms(p) : []), ...swept];
}

function changesOf(p: ArmParams, base: Sparsity): Change[] {
  const change = (key: string, rest: Omit<Change, "key" | "title">): Change => ({ key, title: SWEEP[key]!, ...rest });
  const penalty = (key: keyof typeof PENALTIES): Change =>
    change(key, { only: ["l1"], sparsity: { l1Coefficient: base.l1Coefficient * PENALTIES[key] } });
  return [
    ...(p.narrow ? [change("narrow", { latents: p.attributes })] : []),
    ...(p.spare ? [change("spare", { latents: p.animals + p.attributes, only: SPARE })] : []),
    ...(p.double ? [change("double", { latents: 2 * p.latents, only: DOUBLE })] : []),
    ...(p.penalties ? [penalty("weak"), penalty("strong")] : []),
    ...(p.several > 1
      ? [
          change("several", {
            activeMax: p.several,
            // More at once is noise to each: a larger penalty keeps the codes as sparse.
            sparsity: { l1Coefficient: (base.l1Coefficient * 4) / 3, most: p.several, mean: (1 + p.several) / 2 },
          }),
        ]
      : []),
    ...(p.addBooleans > 0
      ? [
          change("free", {
            booleans: p.addBooleans,
            // A sample then holds several features: a smaller penalty and a larger k, as many as are on.
            sparsity: {
              l1Coefficient: (base.l1Coefficient * 2) / 3,
              most: p.k + Math.round(p.addBooleans),
              mean: base.mean + Math.round(p.addBooleans),
            },
          }),
        ]
      : []),
  ];
}

function saeArm(p: ArmParams, base: Sparsity, architecture: string, change: Change | undefined): Arm {
  const { title, method, params } = ARCHITECTURES[architecture]!;
  const latents = change?.latents ?? p.latents;
  return {
    key: change ? `${change.key}${architecture[0]!.toUpperCase()}${architecture.slice(1)}` : architecture,
    title: change ? `${title}, ${change.title}` : `${title}, ${latents} latents`,
    method,
    latents,
    booleans: change?.booleans ?? p.booleans,
    activeMax: change?.activeMax ?? p.activeMax,
    main: !change,
    params: {
      latents,
      steps: p.steps,
      batch: p.batch,
      learningRate: p.learningRate,
      deadAfter: p.deadAfter,
      ...params({ ...base, ...change?.sparsity }, latents),
    },
  };
}

function baselineArms(p: ArmParams): Arm[] {
  const of = (key: string, method: unknown, latents: number, params: Readonly<Record<string, unknown>>): Arm => ({
    key,
    title: BASELINES[key]!,
    method: method as DecomposerDefinition,
    latents,
    params,
    booleans: p.booleans,
    activeMax: p.activeMax,
    main: true,
  });
  return [
    of("pca", pca, p.attributes, {}),
    of("ica", ica, p.attributes, { components: p.attributes }),
    of("kMeans", kMeans, p.latents, { components: p.latents }),
    of("oracle", oracle, p.animals, {}),
  ];
}
