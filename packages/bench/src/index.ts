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
