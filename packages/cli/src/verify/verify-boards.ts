import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BoardSize, parseBoard } from "@exampledon/bench";
import { fail } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { attempt, type Verification } from "./verify-results.ts";

/** Checks every recorded board: whole, of its file's size, and from the present source of every family of methods. */
export function verifyBoards({ board }: Pick<Catalog, "board">): readonly Verification[] {
  return (["ci", "full"] as const).flatMap((size) => {
    const path = join(board.resultsFolder, `board-${size}.json`);
    return existsSync(path) ? [attempt({ path, claim: "board", size }, () => verifyBoard(path, size, board))] : [];
  });
}

function verifyBoard(path: string, size: BoardSize, { inputsHashes }: Catalog["board"]): void {
  const recorded = parseBoard(readFileSync(path, "utf8"), path);
  const cure = `record it again with \`exampledon board --size ${size} --record\``;
  if (recorded.size !== size) {
    fail("corrupt-file", { where: path, problem: `its size must be ${size}`, got: recorded.size, cure });
  }
  const stale = Object.entries(inputsHashes).filter(
    ([family, hash]) => recorded.provenance.inputsHashes[family] !== hash,
  );
  if (stale.length > 0) {
    const families = stale.map(([family]) => family).join(", ");
    fail("stale-result", {
      where: path,
      problem: "it must come from the present source",
      got: `other ${families}`,
      cure,
    });
  }
}
