import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BoardSize, meetsBar, type ParameterBoardRow, parseParameterBoard } from "@exampledon/bench";
import { fail } from "@exampledon/core";
import { canonicalJson } from "@exampledon/decomposer";
import { parameterBoardFile } from "../board/parameter-board.ts";
import type { Catalog, ParameterBoardCatalog } from "../catalog.ts";
import { attempt, type Verification } from "./verify-results.ts";

/**
 * Checks every recorded board of parameter decompositions: whole, of its file's size, from the present source and rows, and
 * judged as its values say.
 */
export function verifyParameterBoards({
  board: { parameters, resultsFolder },
}: Pick<Catalog, "board">): readonly Verification[] {
  if (!parameters) return [];
  return (["ci", "full"] as const).flatMap((size) => {
    const path = join(resultsFolder, parameterBoardFile(size));
    if (!existsSync(path)) return [];
    return [attempt({ path, claim: "parameter board", size }, () => verifyBoard(path, size, parameters))];
  });
}

function verifyBoard(path: string, size: BoardSize, { rows, inputsHash }: ParameterBoardCatalog): void {
  const board = parseParameterBoard(readFileSync(path, "utf8"), path);
  const cure = `record it again with \`exampledon board --parameters --size ${size} --record\``;
  if (board.size !== size) {
    fail("corrupt-file", { where: path, problem: `its size must be ${size}`, got: board.size, cure });
  }
  const planned = canonicalJson(rows(size));
  const recorded = canonicalJson(board.rows.map(planOf));
  if (board.provenance.inputsHash !== inputsHash || planned !== recorded) {
    fail("stale-result", {
      where: path,
      problem: "it must come from the present source and rows",
      got: planned === recorded ? "other source" : "other rows",
      cure,
    });
  }
  for (const row of board.rows) {
    const met = row.bars.map((bar) => (row.samples[bar.value] ?? []).filter((value) => meetsBar(value, bar)).length);
    if (row.bars.some((bar, i) => bar.met !== met[i])) {
      fail("corrupt-file", {
        where: path,
        problem: `the bars of ${row.method} on ${row.network} must be met by ${met.join(", ")} seeds, as its values say`,
        got: row.bars.map((bar) => bar.met).join(", "),
        cure,
      });
    }
  }
}

/** A recorded row as it was planned. */
function planOf({ meets: _, values: __, samples: ___, seconds: ____, bars, ...plan }: ParameterBoardRow): unknown {
  return { ...plan, bars: bars.map(({ met: _met, ...bar }) => bar) };
}
