import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { writeFileWhole } from "./write-file.ts";

const LENGTH = 4_000_000;

it("never shows a reader half a file, and leaves nothing else behind", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "deep", "file.txt");
  await writeFileWhole(path, "0".repeat(LENGTH));
  for (let round = 1; round <= 5; round++) {
    let writing = true;
    const written = writeFileWhole(path, String(round).repeat(LENGTH)).finally(() => {
      writing = false;
    });
    while (writing) {
      const text = readFileSync(path, "utf8");
      expect(text.length).toBe(LENGTH);
      expect(text[0]).toBe(text[LENGTH - 1]);
      await new Promise(setImmediate);
    }
    await written;
  }
  expect(readdirSync(join(folder, "deep"))).toEqual(["file.txt"]);
});

it("says which place cannot be written", async () => {
  const folder = temporaryFolder();
  await writeFileWhole(join(folder, "file"), "");
  const inside = join(folder, "file", "below");
  await expect(writeFileWhole(inside, "")).rejects.toMatchObject({ code: "environment", parts: { where: inside } });
});
