import { stackRows } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { type CircuitBank, circuitBank } from "./circuit-bank.ts";

/** How the circuits of a world answer. */
export interface WorldCircuitsOptions {
  /** Threshold of the circuits on sparse features. Default 0.5. */
  readonly threshold?: number;
  /** Gain of every circuit. Default 1. */
  readonly gain?: number;
}

/**
 * The network that thinks in a world's own features: one circuit per feature, group by group, named as the features.
 * Sparse features (animals) are read through a threshold, dense ones (attributes) as they are.
 * @throws `not-finite`
 */
export function worldCircuits(world: World, { threshold = 0.5, gain = 1 }: WorldCircuitsOptions = {}): CircuitBank {
  const sparse = world.groups.flatMap((group) => group.names.map(() => group.sparse));
  return circuitBank({
    reads: stackRows(...world.groups.map(({ directions }) => directions)),
    thresholds: sparse.map((is) => (is ? threshold : 0)),
    gains: gain,
    nonlinearity: sparse.map((is) => (is ? "relu" : "none")),
    names: world.groups.flatMap(({ names }) => names),
  });
}
