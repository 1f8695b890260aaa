import { join, resolve } from "node:path";
import {
  type BoardSize,
  type FinishedParameterCell,
  type ParameterCell,
  parameterBoardOf,
  parameterBoardSeeds,
  parameterCellKey,
  planParameterCells,
  serializeParameterBoard,
} from "@exampledon/bench";
import { fail } from "@exampledon/core";
import type { Catalog, ParameterBoardCatalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { findById } from "../find-by-id.ts";
import { runProvenance } from "../provenance.ts";
import type { Terminal } from "../terminal.ts";
import { cellStore } from "./cell-store.ts";
import { finishCells } from "./finish-cells.ts";
import { parameterBoardTable } from "./parameter-board-table.ts";
import { nameOfParameterCell } from "./parameter-cell-lane.ts";
import { presentBoard } from "./present-board.ts";
import type { Shard } from "./shard.ts";

/** What to put on a board of parameter decompositions. */
export interface ParameterBoardOptions {
  readonly size: BoardSize;
  /** Ids; all of the board's when left out. */
  readonly methods?: readonly string[] | undefined;
  /** Ids; all of the board's when left out. */
  readonly networks?: readonly string[] | undefined;
  readonly seeds?: readonly number[] | undefined;
  readonly jobs?: number | undefined;
  /** Only this part of the cells is run. */
  readonly shard?: Shard | undefined;
  /** Folder that finished cells are kept in. */
  readonly out: string;
  readonly record: boolean;
  readonly json: boolean;
}

/**
 * Decomposes the weights of networks whose mechanisms are known, with several seeds and starts, and prints what was found
 * beside what is published. Finished cells are kept in the folder, as those of `board` are.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param` before anything runs; `environment` when a file cannot be written
 */
export async function parameterBoard(
  catalog: Catalog,
  terminal: Terminal,
  options: ParameterBoardOptions,
): Promise<number> {
  const { size, out, record, shard, seeds = parameterBoardSeeds } = options;
  const { rows: rowsOf, methods, networks, inputsHash } = partsOf(catalog);
  if (record && (options.methods || options.networks || options.seeds || shard)) {
    fail("bad-param", {
      where: "exampledon board --parameters",
      problem: "a recorded board has every method, network and seed",
      got: "--record with a part of them",
      cure: "leave out --record, or --method, --network, --seeds and --shard",
    });
  }
  const wanted = {
    methods: options.methods?.map((id): string => findById("methods", methods, id).id),
    networks: options.networks?.map((id) => findById("networks", networks, id).id),
  };
  const rows = rowsOf(size).filter(
    ({ method, network }) => (wanted.methods?.includes(method) ?? true) && (wanted.networks?.includes(network) ?? true),
  );
  if (rows.length === 0) {
    fail("bad-param", {
      where: "exampledon board --parameters",
      problem: `the board of size ${size} must have a row of such a method and network`,
      got: "none",
      cure: "leave out --method or --network, or take --size full",
    });
  }
  const backend = (await catalog.createBackend()).name;
  const finished = await finishCells<ParameterCell, FinishedParameterCell>(catalog, terminal, {
    kind: "parameter-cell",
    name: nameOfParameterCell,
    cells: planParameterCells({ size, rows, methods, networks, seeds }),
    store: cellStore(join(resolve(out), "cells"), (cell) => parameterCellKey(cell, inputsHash, backend)),
    jobs: options.jobs,
    shard,
    out,
  });
  if (typeof finished === "number") return finished;
  const result = parameterBoardOf({
    size,
    rows,
    networks,
    seeds,
    cells: finished,
    provenance: {
      ...runProvenance("@exampledon/bench"),
      inputsHash,
    },
  });
  const table = (): string => parameterBoardTable(terminal, result);
  const file = parameterBoardFile(size);
  await presentBoard(catalog, terminal, { file, text: serializeParameterBoard(result), table }, options);
  return EXIT.ok;
}

/** File name of a board of a size. */
export function parameterBoardFile(size: BoardSize): string {
  return `parameter-board-${size}.json`;
}

function partsOf({ board }: Catalog): ParameterBoardCatalog {
  return (
    board.parameters ??
    fail("missing-capability", {
      where: "exampledon board --parameters",
      problem: "this program's catalog has no board of parameter decompositions",
      got: "none",
      cure: "leave out --parameters",
    })
  );
}
