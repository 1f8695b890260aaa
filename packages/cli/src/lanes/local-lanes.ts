import { cellLane } from "../board/cell-lane.ts";
import { parameterCellLane } from "../board/parameter-cell-lane.ts";
import type { Catalog } from "../catalog.ts";
import { seedsLane } from "../reproduce/seeds-lane.ts";
import type { Lane } from "./lane.ts";

/** The kinds of work that child processes do, by the name that they are started with. */
export type LaneKind = "seeds" | "cell" | "parameter-cell";

/** Makes a lane of a kind in this process, on one backend of the catalog. */
export function localLane(kind: LaneKind, catalog: Catalog): Lane<unknown, unknown> {
  const lanes = { seeds: seedsLane, cell: cellLane, "parameter-cell": parameterCellLane } as Record<
    LaneKind,
    (catalog: Catalog) => Lane<unknown, unknown>
  >;
  return lanes[kind](catalog);
}
