import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { hashParameterBoard } from "./hash-parameter-board.ts";

it("changes with the runner, the methods and the networks, and not with the rows", async () => {
  const root = mkdtempSync(join(tmpdir(), "exampledon-parameter-board-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const put = (name: string, text: string): void => writeFileSync(join(root, name), text);
  const hash = async (): Promise<string> => (await hashParameterBoard(root)).parameters!;
  expect(await hashParameterBoard(root)).toEqual({});
  for (const name of ["run-parameter-cell", "board-methods", "board-networks", "board-rows"]) {
    put(`${name}.ts`, `export const x${name.length} = 1;\n`);
  }
  const first = await hash();
  put("board-rows.ts", "export const rows = 2;\n");
  expect(await hash()).toBe(first);
  for (const name of ["run-parameter-cell", "board-methods", "board-networks"]) {
    const before = await hash();
    put(`${name}.ts`, `export const x${name.length} = 2;\n`);
    expect(await hash()).not.toBe(before);
  }
});
