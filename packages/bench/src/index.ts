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
export { type Goal, type GoalReading, goalReadings, goals } from "./speed/goals.ts";
export {
  type AbsenceReading,
  absenceReadings,
  type ProfileReading,
  profileReadings,
} from "./speed/read-speed.ts";
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
export { NETWORK_METHOD, onlyMethods, type SpeedSettings, speedSettings } from "./speed/settings.ts";

// Parameter decompositions: methods × networks × starts × seeds.

export { parameterBoardMethods } from "./parameter-board/board-methods.ts";
export { parameterBoardNetworks } from "./parameter-board/board-networks.ts";
export { parameterBoardRows } from "./parameter-board/board-rows.ts";
export type {
  Bar,
  BoardNetwork,
  FinishedParameterCell,
  JudgedBar,
  ParameterBoardResult,
  ParameterBoardRow,
  ParameterCell,
  ParameterCellSubject,
  ParameterRowPlan,
  ParameterScores,
  Start,
} from "./parameter-board/contract.ts";
export { explainMisses, type MissedRow } from "./parameter-board/explain-misses.ts";
export { nameOfRow, parameterBoardFigure } from "./parameter-board/parameter-board-figure.ts";
export { meetsBar, type ParameterBoardParts, parameterBoardOf } from "./parameter-board/parameter-board-of.ts";
export { parameterCellKey } from "./parameter-board/parameter-cell-key.ts";
export {
  isCellOf,
  type ParameterBoardRequest,
  parameterBoardSeeds,
  planParameterCells,
} from "./parameter-board/plan-parameter-cells.ts";
export { type RunParameterCellOptions, runParameterCell } from "./parameter-board/run-parameter-cell.ts";
export { parseParameterBoard, serializeParameterBoard } from "./parameter-board/serialize-parameter-board.ts";

// Parameter decomposition from 40 animals to 1000.

export * from "./scale/index.ts";
