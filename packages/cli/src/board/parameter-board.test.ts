import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parameterBoardMethods, parseParameterBoard } from "@exampledon/bench";
import { networks } from "@exampledon/networks";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { type MemoryTerminal, memoryTerminal } from "../../test/memory-terminal.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import type { Catalog } from "../catalog.ts";
import { main } from "../main.ts";
import { verifyParameterBoards } from "../verify/verify-parameter-boards.ts";

function catalogOf(resultsFolder: string, inputsHash = "hash"): Catalog {
  const base = fakeCatalog(resultsFolder);
  const row = { network: "small", inputs: "all", bars: [] } as const;
  return {
    ...base,
    board: {
      ...base.board,
      parameters: {
        rows: () => [
          {
            ...row,
            method: "apd/spd",
            start: "random",
            params: { components: 5, steps: 10, batch: 8 },
            bars: [{ value: "mmcs", min: 2 }],
          },
          { ...row, method: "baseline/neurons", start: "none", params: {} },
        ],
        methods: parameterBoardMethods,
        networks: [
          {
            id: "small",
            title: "Four features",
            definition: networks.find(({ id }) => id === "tms")!,
            params: { features: 4, hidden: 3, steps: 20, batch: 16 },
          },
        ],
        inputsHash,
      },
    },
  };
}

async function board(
  out: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly terminal: MemoryTerminal }> {
  const terminal = memoryTerminal(240);
  const code = await main(["board", "--parameters", "--out", out, ...args], terminal, async () => catalogOf(out));
  return { code, terminal };
}

it("prints rows with what they miss, keeps every cell, and repeats none of them", async () => {
  const out = temporaryFolder();
  const first = await board(out, "--seeds", "0,1");
  expect(first.terminal.stderr()).not.toContain("finished before");
  expect(first.code).toBe(0);
  expect(first.terminal.stdout()).toMatch(/Four features \(small\)\n[\s\S]*apd\/spd[\s\S]*0\/2/);
  expect(first.terminal.stdout()).toContain("misses mmcs with 2 of 2 seeds");
  expect(readdirSync(join(out, "cells"))).toHaveLength(4);
  const again = await board(out, "--seeds", "0,1", "--json");
  expect(again.terminal.stderr()).toContain("4 of 4 cells were finished before.");
  expect(parseParameterBoard(again.terminal.stdout(), out).provenance.inputsHash).toBe("hash");
  const part = await board(out, "--method", "baseline/neurons", "--network", "small", "--seeds", "0", "--json");
  expect(parseParameterBoard(part.terminal.stdout(), out).rows.map(({ method }) => method)).toEqual([
    "baseline/neurons",
  ]);
});

it("records all of it, and verifies what it recorded", async () => {
  const out = temporaryFolder();
  expect((await board(out, "--record")).code).toBe(0);
  const path = join(out, "parameter-board-ci.json");
  const verify = (hash?: string) => verifyParameterBoards(catalogOf(out, hash));
  expect(verify()).toEqual([{ path, claim: "parameter board", size: "ci", passed: true }]);
  expect(verify("another")[0]).toMatchObject({ passed: false, code: "stale-result" });
  const text = readFileSync(path, "utf8");
  for (const [edited, code] of [
    [text.replace('"met": 0', '"met": 5'), "corrupt-file"],
    [text.replace('"steps": 10', '"steps": 11'), "stale-result"],
    ["{", "corrupt-file"],
  ] as const) {
    writeFileSync(path, edited);
    expect(verify()[0]).toMatchObject({ passed: false, code });
  }
});

it.each([
  [["--method", "apd/spdd"], "did you mean apd/spd"],
  [["--network", "smal"], "did you mean small?"],
  [["--world", "one"], "--network"],
  [["--record", "--seeds", "1"], "leave out --record"],
  [["--method", "apd/apd"], "must have a row"],
])("refuses %s before anything runs", async (args, message) => {
  const out = temporaryFolder();
  const { code, terminal } = await board(out, ...args);
  expect(code).toBe(1);
  expect(terminal.stderr()).toContain(message);
  expect(readdirSync(out)).toEqual([]);
});

it("refuses networks on the board of worlds, and --parameters without such a board", async () => {
  const out = temporaryFolder();
  const run = async (...args: string[]) => {
    const terminal = memoryTerminal();
    const code = await main(["board", "--out", out, ...args], terminal, async () => fakeCatalog(out));
    return { code, text: terminal.stderr() };
  };
  expect(await run("--network", "small")).toMatchObject({ code: 1, text: expect.stringContaining("add --parameters") });
  expect(await run("--parameters")).toMatchObject({ code: 1, text: expect.stringContaining("leave out --parameters") });
});
