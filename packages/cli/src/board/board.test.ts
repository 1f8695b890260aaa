import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseBoard } from "@exampledon/bench";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { type MemoryTerminal, memoryTerminal } from "../../test/memory-terminal.ts";
import { spawnProgram } from "../../test/spawn-program.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { main } from "../main.ts";
import { verifyBoards } from "../verify/verify-boards.ts";

interface Ran {
  readonly code: number;
  readonly terminal: MemoryTerminal;
}

async function board(out: string, ...args: string[]): Promise<Ran> {
  const terminal = memoryTerminal(200);
  const which = ["--method", "baseline/oracle,baseline/random", "--world", "tree", "--seeds", "1,2"];
  const code = await main(["board", ...which, "--out", out, ...args], terminal, async () =>
    fakeCatalog(join(out, "r")),
  );
  return { code, terminal };
}

it("prints a table, keeps every cell, and repeats none of them", async () => {
  const out = temporaryFolder();
  const first = await board(out);
  expect(first.code).toBe(0);
  expect(first.terminal.stdout()).toMatch(/Parents and children \(tree\), 20 components\n[\s\S]*baseline\/oracle/);
  const cells = join(out, "cells");
  const [one] = readdirSync(cells);
  expect(readdirSync(cells)).toHaveLength(4);
  const again = await board(out, "--json");
  expect(again.terminal.stderr()).toContain("4 of 4 cells were finished before.");
  const text = readFileSync(join(out, "board-ci.json"), "utf8");
  expect(again.terminal.stdout()).toBe(text);
  expect(parseBoard(text, out).provenance.inputsHashes).toEqual({ baseline: "hash of baselines" });
  // A cell that was half written when the machine went down is run again, and gives the same.
  const whole = JSON.parse(readFileSync(join(cells, one!), "utf8"));
  writeFileSync(join(cells, one!), '{"key":');
  expect((await board(out)).terminal.stderr()).toContain("3 of 4 cells were finished before.");
  expect(JSON.parse(readFileSync(join(cells, one!), "utf8")).outcome).toEqual(whole.outcome);
});

it("verifies a recorded board against the present source", async () => {
  const out = temporaryFolder();
  await board(out);
  const catalog = fakeCatalog("", []);
  const path = join(out, "board-ci.json");
  const verify = (hash: string) =>
    verifyBoards({ board: { ...catalog.board, inputsHashes: { baseline: hash }, resultsFolder: out } });
  expect(verify("hash of baselines")).toEqual([{ path, claim: "board", size: "ci", passed: true }]);
  expect(verify("another")[0]).toMatchObject({ passed: false, code: "stale-result" });
  writeFileSync(path, "{");
  expect(verify("another")[0]).toMatchObject({ passed: false, code: "corrupt-file" });
});

it("splits the cells into shards that add up to the whole board", async () => {
  const [out, whole] = [temporaryFolder(), temporaryFolder()];
  const first = await board(out, "--shard", "1/2");
  expect(first.terminal.stderr()).toContain("2 of 4 cells are finished");
  expect(first.terminal.stderr()).toContain("again without --shard");
  expect(first.terminal.stdout()).toBe("");
  await board(out, "--shard", "2/2");
  const rows = async (folder: string) => parseBoard((await board(folder, "--json")).terminal.stdout(), folder).rows;
  expect(await rows(out)).toEqual(await rows(whole));
});

it.each([["--shard", "3/2"], ["--method", "baseline/oracl"], ["--world", "trees"], ["--record"]])(
  "refuses %s %s before anything runs",
  async (...args) => {
    const out = temporaryFolder();
    const { code, terminal } = await board(out, ...(args as string[]));
    expect(code).toBeGreaterThan(0);
    expect(terminal.stderr()).not.toBe("");
    expect(readdirSync(out)).toEqual([]);
  },
);

it("finds the same in two processes, on the installed catalog", async () => {
  const out = temporaryFolder();
  const args = ["board", "--method", "baseline/pca", "--world", "tree", "circles", "--seeds", "1", "--json"];
  const [one, two] = ["1", "2"].map((jobs) =>
    spawnProgram("src/bin.ts", [...args, "--jobs", jobs, "--out", join(out, jobs)]),
  );
  expect([await one!.ended, await two!.ended]).toEqual([0, 0]);
  expect(parseBoard(two!.stdout(), "two").rows).toEqual(parseBoard(one!.stdout(), "one").rows);
});
