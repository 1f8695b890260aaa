import { idleComponents, pruneCheckpoint } from "@exampledon/apd";
import type { Rng } from "@exampledon/core";
import type { ActivationSource, Checkpoint, ParameterDecomposition } from "@exampledon/decomposer";
import type { ScalePoint } from "./contract.ts";

/** Samples with a given animal, on average, that a component must not matter on. */
const EXPOSURES = 30;
/** Inputs that are looked at together. */
const CHUNK = 2000;

/** What training goes on with. */
export interface PrunedState {
  readonly checkpoint: Checkpoint;
  readonly components: ScalePoint["components"];
}

/**
 * Leaves out the components that matter on none of many fresh inputs: they cost time and add nothing but noise.
 * @param animals of the network: the more, the more inputs are needed to see each
 * @returns undefined when all matter
 */
export async function withoutIdle(
  found: ParameterDecomposition,
  { source, animals, rng }: { readonly source: ActivationSource; readonly animals: number; readonly rng: Rng },
  checkpoint: () => Promise<Checkpoint>,
): Promise<PrunedState | undefined> {
  const idle: Record<string, Set<number>> = {};
  for (let seen = 0; seen < EXPOSURES * animals; seen += CHUNK) {
    const importances = await found.importances(source.sample(rng, CHUNK));
    for (const [site, matrix] of Object.entries(importances)) {
      const here = idleComponents(matrix);
      idle[site] = new Set(idle[site] ? here.filter((c) => idle[site]!.has(c)) : here);
    }
  }
  const without = Object.fromEntries(Object.entries(idle).map(([site, set]) => [site, [...set]]));
  if (Object.values(without).every(({ length }) => length === 0)) return undefined;
  const left = (site: string): number => found.site(site).components - without[site]!.length;
  return {
    checkpoint: pruneCheckpoint(await checkpoint(), without),
    components: { animals: left("animals"), attributes: left("attributes") },
  };
}
