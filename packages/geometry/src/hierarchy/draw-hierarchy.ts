import type { Rng } from "@exampledon/core";
import type { ActiveFeature } from "../activity.ts";
import type { FeatureTree } from "./feature-tree.ts";
import type { Firing } from "./firing.ts";
import type { Magnitudes } from "./magnitudes.ts";

/** A hierarchical world without its directions. */
export interface HierarchySource extends Magnitudes {
  readonly tree: FeatureTree;
  /** 1 for parents of whose children one at most is active, `[features]`. */
  readonly exclusive: Uint8Array;
  readonly firing: Firing;
  readonly scaleByParent: boolean;
}

/**
 * Draws samples as SAELens' synthetic models do: features fire, get a magnitude, and are then cut down level by level:
 * a child needs its parent, and of exclusive siblings one, chosen at random, stays.
 */
export function drawHierarchy(source: HierarchySource, streams: Rng, batch: number): ActiveFeature[] {
  const { tree, exclusive, firing, scaleByParent, means, deviations } = source;
  const [fire, size, choose] = ["firing", "magnitudes", "siblings"].map((name) => streams.split(name)) as [
    Rng,
    Rng,
    Rng,
  ];
  const values = new Float64Array(means.length);
  const out: ActiveFeature[] = [];
  for (let sample = 0; sample < batch; sample++) {
    firing(fire, values);
    for (let i = 0; i < values.length; i++) {
      if (values[i]! > 0) values[i] = Math.max(0, size.normal(means[i], deviations[i]));
    }
    // Breadth-first numbers: a parent is settled before its children are looked at.
    tree.children.forEach((children, parent) => {
      const factor = values[parent] === 0 ? 0 : scaleByParent ? values[parent]! / means[parent]! : 1;
      for (const child of children) values[child]! *= factor;
      if (!exclusive[parent]) return;
      const active = children.filter((child) => values[child]! > 0);
      if (active.length < 2) return;
      const kept = active[choose.integer(active.length)];
      for (const child of active) if (child !== kept) values[child] = 0;
    });
    values.forEach((coefficient, feature) => {
      if (coefficient > 0) out.push({ sample, group: "features", feature, coefficient });
    });
  }
  return out;
}
