import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCheckpoint } from "@exampledon/decomposer";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint-file.ts";

const run = { method: "a/b", params: { k: 1 }, world: "w", worldParams: {}, seed: 7 };
const checkpoint = createCheckpoint({ method: "a/b", params: { k: 1 }, step: 3, state: { weights: "AAAA" } });

async function written(): Promise<string> {
  const path = join(temporaryFolder(), "fit.checkpoint");
  await writeCheckpoint(path, run, checkpoint);
  return path;
}

it("reads what was written", async () => expect(readCheckpoint(await written(), run)).toEqual(checkpoint));

it.each([
  { ...run, seed: 8 },
  { ...run, params: { k: 2 } },
  { ...run, world: "v" },
])("does not continue another run: %j", async (other) => {
  const path = await written();
  expect(() => readCheckpoint(path, other)).toThrow(expect.objectContaining({ code: "bad-param" }));
});

it("refuses a file cut short or edited, and says which", async () => {
  const path = await written();
  const text = readFileSync(path, "utf8").trimEnd();
  const edits = [text.replace("AAAA", "AAAB"), text.replace('"version":1', '"version":2'), "null"];
  for (const broken of [...edits, ...Array.from({ length: text.length }, (_, length) => text.slice(0, length))]) {
    writeFileSync(path, broken);
    const error = expect.objectContaining({ code: "corrupt-file", parts: expect.objectContaining({ where: path }) });
    expect(() => readCheckpoint(path, run)).toThrow(error);
  }
});

it("says so when there is nothing to resume from", () =>
  expect(() => readCheckpoint("/nowhere/fit.checkpoint", run)).toThrow(/leave out --resume/));
