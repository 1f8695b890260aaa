import { join, resolve } from "node:path";
import {
  type BoardCell,
  type BoardSize,
  boardOf,
  boardSeeds,
  cellKey,
  type FinishedCell,
  familyOf,
  planCells,
  serializeBoard,
} from "@exampledon/bench";
import { fail } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { findById } from "../find-by-id.ts";
import { runProvenance } from "../provenance.ts";
import type { Terminal } from "../terminal.ts";
import { boardTable } from "./board-table.ts";
import { nameOf } from "./cell-lane.ts";
import { cellStore } from "./cell-store.ts";
import { finishCells } from "./finish-cells.ts";
import { presentBoard } from "./present-board.ts";
import type { Shard } from "./shard.ts";

/** What to put on a board. */
export interface BoardOptions {
  readonly size: BoardSize;
  /** Ids; all of the catalog when left out. */
  readonly methods?: readonly string[] | undefined;
  /** Ids; all of the board's when left out. */
  readonly worlds?: readonly string[] | undefined;
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
 * Fits methods to worlds along their sparsity, with several seeds, and prints the scores. Finished cells are kept in the
 * folder, so that a run that was stopped or killed goes on where it was, and shards of several machines can be joined.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param` before anything runs; `environment` when a file cannot be written
 */
export async function board(catalog: Catalog, terminal: Terminal, options: BoardOptions): Promise<number> {
  const { size, out, record, shard } = options;
  const whole = !options.methods && !options.worlds && !options.seeds;
  if (record && (!whole || shard)) {
    fail("bad-param", {
      where: "exampledon board",
      problem: "a recorded board has every method, world and seed",
      got: "--record with a part of them",
      cure: "leave out --record, or --method, --world, --seeds and --shard",
    });
  }
  const methods = named("methods", catalog.methods, options.methods);
  const worlds = named("worlds", catalog.board.worlds, options.worlds);
  const seeds = options.seeds ?? boardSeeds;
  const { cells, absent } = planCells({ size, methods, worlds, seeds });
  const { inputsHashes } = catalog.board;
  const backend = (await catalog.createBackend()).name;
  const store = cellStore<BoardCell, FinishedCell>(join(resolve(out), "cells"), (cell) =>
    cellKey(cell, findById("worlds", worlds, cell.world), inputsHashes[familyOf(cell.method)] ?? "none", backend),
  );
  const finished = await finishCells(catalog, terminal, {
    kind: "cell",
    name: nameOf,
    cells,
    store,
    jobs: options.jobs,
    shard,
    out,
  });
  if (typeof finished === "number") return finished;
  const result = boardOf({
    size,
    methods,
    worlds,
    seeds,
    cells: finished,
    absent,
    provenance: {
      ...runProvenance("@exampledon/bench"),
      inputsHashes: Object.fromEntries(
        [...new Set(methods.map(({ id }) => familyOf(id)))].map((family) => [family, inputsHashes[family] ?? "none"]),
      ),
    },
  });
  const table = (): string => boardTable(terminal, result);
  const file = `board-${size}.json`;
  await presentBoard(catalog, terminal, { file, text: serializeBoard(result), table }, options);
  return EXIT.ok;
}

function named<T extends { readonly id: string }>(
  kind: "methods" | "worlds",
  all: readonly T[],
  ids: readonly string[] | undefined,
): readonly T[] {
  return ids ? [...new Set(ids.map((id) => findById(kind, all, id)))] : all;
}
