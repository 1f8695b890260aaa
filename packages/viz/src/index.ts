export { ClaimView } from "./claim/claim-view.tsx";
export type { SourceText } from "./claim/code-panel.tsx";
export { generatorRunner, mergeSteps, type StartRun } from "./claim/generator-runner.ts";
export { mainResult } from "./claim/main-result.ts";
export { type RunDriver, type RunDriverOptions, runDriver } from "./claim/run-driver.ts";
export { type RunEvent, type RunState, type RunView, runReducer, staticState } from "./claim/run-state.ts";
export type { ClaimRunner, RunnerInfo, RunnerStep, RunRequest } from "./claim/runner.ts";
export {
  type BackendChoice,
  type ClaimText,
  defaultSettings,
  requestOf,
  type Settings,
  settingsFromQuery,
  settingsToQuery,
} from "./claim/settings.ts";
export { VerdictChip } from "./claim/verdict-chip.tsx";
export { decimate } from "./figure/decimate.ts";
export { FigureView } from "./figure/figure-view.tsx";
export { backgrounds, palette, type SeriesStyle, seriesStyle } from "./figure/palette.ts";
export { figureCsv, numbersCsv } from "./text/csv.ts";
export { formatDuration, formatMeasured, formatNumber } from "./text/format-number.ts";
export { claimTexts, type RunTexts } from "./text/node-code.ts";
