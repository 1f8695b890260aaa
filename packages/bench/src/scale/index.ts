// Parameter decomposition from 40 animals to 1000; it runs in browsers too.

export { compactState, expandState } from "./compact-state.ts";
export type { ScalePoint, ScaleResult, ScaleRun, ScaleSetting, ScaleState } from "./contract.ts";
export { goOnDemo } from "./go-on.ts";
export { runScale, type ScaleOptions, type ScaleReport } from "./run-scale.ts";
export { scaleFigure } from "./scale-figure.ts";
export { parseScale, parseScaleState, serializeScale, serializeScaleState } from "./serialize-scale.ts";
export { scaleSettings } from "./settings.ts";
export { stateFile } from "./state-file.ts";
