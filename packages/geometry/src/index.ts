export { activationsOf } from "./activations-of.ts";
export { independent } from "./independent.ts";
export { labelled } from "./labelled.ts";
export { spanned } from "./spanned.ts";
export type { Batch, FeatureGroup, World, WorldDefinition } from "./world.ts";
export { buildWorld, worlds } from "./worlds.ts";
