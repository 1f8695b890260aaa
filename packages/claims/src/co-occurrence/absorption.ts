import { type Rng, rowOf } from "@exampledon/core";
import type { DecomposerDefinition, Decomposition } from "@exampledon/decomposer";
import { featureTree, hierarchical, type World } from "@exampledon/geometry";
import { absorption, meanMaxCosine } from "@exampledon/metrics";
import { batchTopK, l1, matryoshka, tied } from "@exampledon/sae";
import type { ClaimContext, ClaimStep, ValueText } from "../contract.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { trainMethod } from "../train-method.ts";
import { dot } from "./read-circuit.ts";

/** A forest of three parents with three children each, of which one at most is on, and eight features of their own. */
const TREE = { features: 20, roots: 3, branching: 3, depth: 1 };
/** Relative spread of the features' lengths. */
const LENGTH_SPREAD = 0.05;
/** Mean number of latents that selecting autoencoders keep: about as many as features are on. */
const SELECTED = 1.23;
const SAMPLES = 8000;

/** The autoencoders, by the prefix of their values. */
const AUTOENCODERS = {
  l1: { title: "L1 SAE", method: l1, params: { l1Coefficient: 0.05 } },
  strongL1: { title: "L1 SAE, stronger penalty", method: l1, params: { l1Coefficient: 0.2 } },
  tied: { title: "tied SAE", method: tied, params: { l1Coefficient: 0.05 } },
  batchTopK: { title: "BatchTopK SAE", method: batchTopK, params: { k: SELECTED } },
  matryoshka: { title: "Matryoshka SAE", method: matryoshka, params: { k: SELECTED } },
} as const;

/** What became of the parents' latents in one autoencoder; means over the parents. */
export interface AbsorptionReading {
  /** Share of samples with a child on in which the parent's latent is silent. */
  readonly absorbed: number;
  /** Share of samples with the parent alone in which it fires. */
  readonly alone: number;
  /** Cosine of a child's latent to the parent's direction. */
  readonly childCosine: number;
  /** Full absorption and mean absorbed fraction by the published measure, parent on. */
  readonly fullRate: number;
  readonly fraction: number;
}

/** An autoencoder and its reading. */
export interface AbsorptionArm {
  readonly title: string;
  readonly reading: AbsorptionReading;
}

/** What the numbers are. */
export const absorptionValues: Readonly<Record<string, ValueText>> = Object.fromEntries(
  Object.entries(AUTOENCODERS).flatMap(([key, { title }]): [string, ValueText][] => [
    [`${key}Absorbed`, { label: `${title}: share of samples with a child on in which the parent's latent is silent` }],
    [`${key}Alone`, { label: `${title}: share of samples with the parent alone in which its latent fires` }],
    [`${key}ChildCosine`, { label: `${title}: cosine of a child's latent to its parent` }],
    [`${key}FullRate`, { label: `${title}: full absorption by the published measure` }],
    [`${key}Fraction`, { label: `${title}: mean absorbed fraction by the published measure` }],
  ]),
);

/** Which autoencoders to train. */
export type Autoencoders = "none" | "L1 and Matryoshka" | "all";

const CHOSEN: Readonly<Record<Autoencoders, readonly (keyof typeof AUTOENCODERS)[]>> = {
  none: [],
  "L1 and Matryoshka": ["l1", "matryoshka"],
  all: ["l1", "strongL1", "tied", "batchTopK", "matryoshka"],
};

/** Number of steps that {@link readAbsorption} reports. */
export function absorptionSteps(which: Autoencoders): number {
  return CHOSEN[which].length;
}

/** Trains the autoencoders asked for on the forest and reads what became of the parents; yields one report for each. */
export async function* readAbsorption(
  which: Autoencoders,
  steps: number,
  context: ClaimContext,
): AsyncGenerator<Pick<ClaimStep, "label">, { values: Record<string, number>; arms: AbsorptionArm[] }, void> {
  const world = hierarchical.build(context.rng.split("forest"), { ...TREE, lengthSpread: LENGTH_SPREAD });
  const values: Record<string, number> = {};
  const arms: AbsorptionArm[] = [];
  for (const key of CHOSEN[which]) {
    const { title, method, params } = AUTOENCODERS[key];
    yield { label: `training a ${title} on parents and children` };
    const training = trainMethod(
      {
        method: method as unknown as DecomposerDefinition,
        params: { latents: TREE.features, steps, ...params },
        world,
        rng: context.rng.split(`fit ${key}`),
      },
      context,
    );
    for (;;) {
      const next = await training.next();
      if (!next.done) continue;
      const reading = readParents(next.value, world, context.rng.split("parents and children"));
      arms.push({ title, reading });
      for (const [name, value] of Object.entries(reading)) {
        values[key + name[0]!.toUpperCase() + name.slice(1)] = value;
      }
      break;
    }
  }
  return { values, arms };
}

/** Reads the latents nearest to the parents on fresh samples. */
export function readParents(decomposition: Decomposition, world: World, rng: Rng): AbsorptionReading {
  const { children } = featureTree(TREE);
  const { activations, generating } = world.sample(rng, SAMPLES);
  const codes = generating.features!;
  const activity = decomposition.activity(activations);
  const directions = directionsOf(world, "features");
  const nearest = meanMaxCosine(directions, decomposition.write, { signed: true }).best;
  const parents = children.flatMap((list, parent) => (list.length > 0 ? [{ parent, list }] : []));
  const readings = parents.map(({ parent, list }) => {
    const rows = Array.from({ length: SAMPLES }, (_, i) => i).filter((i) => rowOf(codes, i)[parent]! > 0);
    const hasChild = (i: number): boolean => list.some((child) => rowOf(codes, i)[child]! > 0);
    const withChild = rows.filter(hasChild);
    const alone = rows.filter((i) => !hasChild(i));
    const fires = (i: number): number => Number(rowOf(activity, i)[nearest[parent]!]! > 0);
    const probe = rowOf(directions, parent);
    const picked = (m: typeof activations): typeof activations => ({
      rows: rows.length,
      cols: m.cols,
      data: Float32Array.from(rows.flatMap((i) => [...rowOf(m, i)])),
    });
    const published = absorption({
      activations: picked(activations),
      activity: picked(activity),
      write: decomposition.write,
      probe,
      main: [nearest[parent]!],
    });
    return {
      absorbed: 1 - mean(withChild.map(fires)),
      alone: mean(alone.map(fires)),
      childCosine: mean(list.map((child) => dot(rowOf(decomposition.write, nearest[child]!), probe))),
      fullRate: published.fullRate,
      fraction: published.meanFraction,
    };
  });
  const over = (of: (reading: AbsorptionReading) => number): number => mean(readings.map(of));
  return {
    absorbed: over(({ absorbed }) => absorbed),
    alone: over(({ alone }) => alone),
    childCosine: over(({ childCosine }) => childCosine),
    fullRate: over(({ fullRate }) => fullRate),
    fraction: over(({ fraction }) => fraction),
  };
}
