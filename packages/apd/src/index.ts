export { apd, apdParts } from "./apd.ts";
export type { ComponentRecipe, StepInput } from "./component-recipe.ts";
export { defineSpd, type SpdDefinition, type SpdParts, type SpdSpec } from "./define-spd.ts";
export { spd, spdOracle, spdParts } from "./spd.ts";
