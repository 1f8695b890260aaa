import { type FinishedParameterCell, type ParameterCell, runParameterCell } from "@exampledon/bench";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Lane } from "../lanes/lane.ts";
import { laneOfCells } from "./lane-of-cells.ts";

/** A lane for cells of the board of parameter decompositions in this process, on one backend of the catalog. */
export function parameterCellLane(catalog: Catalog): Lane<ParameterCell, FinishedParameterCell> {
  return laneOfCells(
    catalog,
    {
      name: nameOfParameterCell,
      run: (cell, on) => {
        const { methods = [], networks = [] } = catalog.board.parameters ?? {};
        const method = findById("methods", methods, cell.method);
        const network = findById("networks", networks, cell.network);
        return runParameterCell(cell, { method, network, ...on });
      },
    },
    ({ result, ...ran }) => ({ ...ran, values: result }),
  );
}

/** A cell in words, for errors and progress. */
export function nameOfParameterCell({ method, network, start, seed }: ParameterCell): string {
  return `${method}${start === "none" ? "" : ` (${start} start)`} on ${network}, seed ${seed}`;
}
