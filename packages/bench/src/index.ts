// Quality: methods × worlds × seeds.

export { boardFigure, groupsOf } from "./board/board-figures.ts";
export { type BoardParts, boardOf } from "./board/board-of.ts";
export { cellKey, familyOf } from "./board/cell-key.ts";
export type {
  BoardAbsence,
  BoardCell,
  BoardProvenance,
  BoardResult,
  BoardRow,
  BoardSize,
  BoardWorld,
  BoardWorldSize,
  CellOutcome,
  CellScores,
  FinishedCell,
  GroupScores,
  Refusal,
  SweepPoint,
} from "./board/contract.ts";
export { type Costs, paretoFront } from "./board/pareto-front.ts";
export { type BoardPlan, type BoardRequest, boardSeeds, planCells } from "./board/plan-cells.ts";
export { type RunCellOptions, runCell } from "./board/run-cell.ts";
export { parseBoard, serializeBoard } from "./board/serialize-board.ts";
export { sweepOf, threeOf } from "./board/sweep.ts";
export { boardWorlds } from "./board/worlds.ts";

// Speed, beside other libraries.

export { allContestants, type ContestantSpec } from "./speed/contestants.ts";
export type {
  LossCheck,
  Machine,
  MatmulCell,
  MemoryRow,
  Missing,
  Ratio,
  SpeedResult,
  StepCell,
  Timing,
  TopKRow,
} from "./speed/result.ts";
export { runSpeed, type SpeedOptions } from "./speed/run-speed.ts";
export { serializeSpeed } from "./speed/serialize-speed.ts";
export { type SpeedSettings, speedSettings } from "./speed/settings.ts";

// Parameter decomposition from 40 animals to 1000.

export type { ScalePoint, ScaleResult, ScaleRun, ScaleSetting, ScaleState } from "./scale/contract.ts";
export { type ScaleOptions, type ScaleReport, runScale } from "./scale/run-scale.ts";
export { scaleFigure } from "./scale/scale-figure.ts";
export { parseScale, parseScaleState, serializeScale, serializeScaleState } from "./scale/serialize-scale.ts";
export { scaleSettings } from "./scale/settings.ts";
