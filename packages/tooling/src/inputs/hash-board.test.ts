import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { hashBoard } from "./hash-board.ts";

it("hashes every family apart, each with what runs its cells", async () => {
  const root = mkdtempSync(join(tmpdir(), "exampledon-board-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const hashes = async (): Promise<Record<string, string>> => JSON.parse(await hashBoard(root));
  put("run-cell.ts", "export const runCell = () => 1;\n");
  put("worlds.ts", "export const boardWorlds = [1];\n");
  put("families/one.ts", "export const methods = [1];\n");
  put("families/two.ts", "export const methods = [2];\n");
  const before = await hashes();
  expect(Object.keys(before)).toEqual(["one", "two"]);
  put("families/two.ts", "export const methods = [2, 3];\n");
  const grown = await hashes();
  expect([grown.one === before.one, grown.two === before.two]).toEqual([true, false]);
  put("worlds.ts", "export const boardWorlds = [1, 2];\n");
  const moved = await hashes();
  expect([moved.one === grown.one, moved.two === grown.two]).toEqual([false, false]);
  expect(await hashBoard(join(root, "nowhere"))).toBe("{}\n");
});
