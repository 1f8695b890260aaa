export { aggregate } from "./aggregate.ts";
export { aggregateFigures } from "./aggregate-figures.ts";
export { demos } from "./all-demos.ts";
export { evaluateChecks, verdictOf } from "./checks.ts";
export { claims } from "./claims.ts";
export type {
  Check,
  ClaimContext,
  ClaimDefinition,
  ClaimOutcome,
  ClaimStep,
  Size,
  Source,
  ValueText,
  Variation,
} from "./contract.ts";
export { defineClaim } from "./define-claim.ts";
export type {
  Axis,
  BarsFigure,
  Figure,
  HeatmapFigure,
  HistogramFigure,
  LinesFigure,
  PanelsFigure,
  ReferenceLine,
  Series,
} from "./figure.ts";
export { findClaim } from "./find-claim.ts";
export { createFitStore, type FitStore, type SavedFit } from "./fit-store.ts";
export { componentsMap } from "./parameters-hold-both/components-map.ts";
export {
  circuitsAt,
  readSite,
  type Site,
  type SiteReading,
} from "./parameters-hold-both/read-components.ts";
export { type ClaimReport, reportOf } from "./report-of.ts";
export type { CheckResult, ClaimResult, Measured, Provenance, Verdict } from "./result.ts";
export { type RunClaimOptions, type RunStep, runClaim } from "./run-claim.ts";
export { type RunSeedOptions, runSeed } from "./run-seed.ts";
export { parseResult, resultFrom, serializeResult, stringifyRecorded } from "./serialize-result.ts";
