// Worlds of animals and attributes.

export { activationsOf } from "./activations-of.ts";
export { independent } from "./independent.ts";
export { labelled } from "./labelled.ts";
export { spanned } from "./spanned.ts";
export type { Batch, FeatureGroup, World, WorldDefinition } from "./world.ts";
export { buildWorld, worlds } from "./worlds.ts";

// Worlds without animals.

export { circular } from "./circular.ts";
export { composed } from "./composed.ts";
export { hierarchical } from "./hierarchical.ts";
export { type FeatureTree, featureTree, type TreeShape } from "./hierarchy/feature-tree.ts";
export { importances } from "./importances.ts";
export { superposition } from "./superposition.ts";

// Worlds made of worlds.

export { embedded } from "./combinators/embedded.ts";
export { rarelyUsed } from "./combinators/rarely-used.ts";
export { type AddedAttribute, type FineTunedWorlds, withAddedAttribute } from "./combinators/with-added-attribute.ts";
export { withDirections } from "./combinators/with-directions.ts";
export { withNoise } from "./combinators/with-noise.ts";
