import { type BoardCell, type FinishedCell, runCell } from "@exampledon/bench";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Lane } from "../lanes/lane.ts";
import { laneOfCells } from "./lane-of-cells.ts";

/** A lane for cells of a board in this process, on one backend of the catalog. */
export function cellLane(catalog: Catalog): Lane<BoardCell, FinishedCell> {
  return laneOfCells(
    catalog,
    {
      name: nameOf,
      run: (cell, on) => {
        const method = findById("methods", catalog.methods, cell.method);
        const world = findById("worlds", catalog.board.worlds, cell.world);
        return runCell(cell, { method, world, ...on });
      },
    },
    ({ result, ...ran }) => ({ ...ran, outcome: result }),
  );
}

/** A cell in words, for errors and progress. */
export function nameOf({ method, world, seed, sweep }: BoardCell): string {
  return `${method}${sweep ? ` ${sweep.param}=${sweep.value}` : ""} on ${world}, seed ${seed}`;
}
