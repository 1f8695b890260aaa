export type { Batch, FeatureGroup, World, WorldDefinition } from "./world.ts";
