import { parseParams, type Rng } from "@exampledon/core";
import { checkParams } from "./hierarchy/check-params.ts";
import { drawHierarchy } from "./hierarchy/draw-hierarchy.ts";
import { type FeatureTree, featureTree } from "./hierarchy/feature-tree.ts";
import {
  conditionalFiring,
  correlatedFiring,
  correlationFactors,
  type Firing,
  independentFiring,
} from "./hierarchy/firing.ts";
import { drawMagnitudes } from "./hierarchy/magnitudes.ts";
import { type HierarchicalParams, hierarchicalParams } from "./hierarchy/params.ts";
import { compensated, zipfian } from "./hierarchy/probabilities.ts";
import { plantDirections } from "./plant-directions.ts";
import type { WorldDefinition } from "./world.ts";
import { worldOf } from "./world-of.ts";

/**
 * Features with parents: a child is active only where its parent is. The defaults are the small absorption tree of
 * https://github.com/noanabeshima/matryoshka-saes (three roots with three exclusive children each, eight free features);
 * Zipfian firing with compensation, scaling by the parent and a low-rank correlation is SAELens' synthetic model
 * (SynthSAEBench: 16384 features in 768 random directions, 128 roots, branching 4, depth 3).
 * {@link featureTree} says which feature is whose child.
 */
export const hierarchical: WorldDefinition<typeof hierarchicalParams> = {
  id: "hierarchical",
  title: "Parents and children",
  summary: "A forest of features in which a child needs its parent, with exclusive siblings and correlated firing.",
  params: hierarchicalParams,
  build: (rng, values = {}) => {
    const params = parseParams("hierarchical", hierarchicalParams, values);
    checkParams(params);
    const tree = featureTree(params);
    const exclusive = exclusiveParents(tree, params.exclusive, rng.split("exclusive"));
    const directions = plantDirections(
      "hierarchical",
      params.layout,
      rng.split("directions"),
      params.features,
      params.dim,
    );
    const source = {
      tree,
      exclusive,
      firing: firingOf(tree, exclusive, params, rng),
      scaleByParent: params.scaleByParent,
      ...drawMagnitudes(rng.split("magnitudes"), params),
    };
    return worldOf({
      id: "hierarchical",
      params,
      groups: [{ name: "features", names: tree.names, directions, sparse: true }],
      draw: (streams, batch) => drawHierarchy(source, streams, batch),
    });
  },
};

/** Marks the given share of the parents, chosen at random. */
function exclusiveParents(tree: FeatureTree, share: number, rng: Rng): Uint8Array {
  const parents = tree.children.flatMap((children, feature) => (children.length > 0 ? [feature] : []));
  const out = new Uint8Array(tree.children.length);
  for (const i of rng.choose(parents.length, Math.round(share * parents.length))) out[parents[i]!] = 1;
  return out;
}

function firingOf(tree: FeatureTree, exclusive: Uint8Array, params: HierarchicalParams, rng: Rng): Firing {
  if (params.firing === "conditional") return conditionalFiring(tree, exclusive, params);
  const wanted = zipfian(params);
  const probabilities = params.compensate ? compensated(wanted, tree, exclusive) : wanted;
  const { features, correlationRank: rank, correlationScale: scale } = params;
  return rank === 0
    ? independentFiring(probabilities)
    : correlatedFiring(probabilities, correlationFactors(rng.split("correlation"), features, rank, scale), rank);
}
