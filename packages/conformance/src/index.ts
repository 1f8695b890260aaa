export { type BackendCheckOptions, backendChecks } from "./backend/backend-checks.ts";
export { type TrainingSubject, trainingChecks } from "./backend/training-checks.ts";
export { type Check, violation } from "./check.ts";
export { decomposerChecks } from "./decomposer/decomposer-checks.ts";
export { type PlantedDictionary, plantedDictionary } from "./decomposer/planted-dictionary.ts";
export { plantedParts } from "./decomposer/planted-parts.ts";
export type { DecomposerCheckOptions } from "./decomposer/subject.ts";
export { expectFailures } from "./expect-failures.ts";
