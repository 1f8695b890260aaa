import type { FeatureTree } from "./feature-tree.ts";
import type { HierarchicalParams } from "./params.ts";

type Zipf = Pick<HierarchicalParams, "features" | "zipfExponent" | "maxProbability" | "minProbability">;

/** Chances `1/rank^exponent`, stretched to run from the highest to the lowest, `[features]`. */
export function zipfian({ features, zipfExponent, maxProbability, minProbability }: Zipf): Float64Array {
  const last = features ** -zipfExponent;
  const range = 1 - last || 1;
  return Float64Array.from(
    { length: features },
    (_, i) => minProbability + ((maxProbability - minProbability) * ((i + 1) ** -zipfExponent - last)) / range,
  ).map((p) => (features === 1 || zipfExponent === 0 ? maxProbability : p));
}

/**
 * Chances of firing that leave about the given ones after the hierarchy has cut them: a child's chance over its
 * parent's, and for exclusive siblings times `1 + Σ_siblings p/p_parent`; 1 at most. As SAELens' synthetic models do it.
 */
export function compensated(p: Float64Array, tree: FeatureTree, exclusive: Uint8Array): Float64Array {
  return p.map((own, feature) => {
    const parent = tree.parents[feature]!;
    if (parent < 0) return own;
    const above = p[parent]!;
    const siblings = tree.children[parent]!.reduce((sum, other) => sum + p[other]!, 0) - own;
    return Math.min(1, (own / above) * (exclusive[parent] ? 1 + siblings / above : 1)) || 0;
  });
}
