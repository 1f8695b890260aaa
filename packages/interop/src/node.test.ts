import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { filesOf } from "../test/fixture.ts";
import { readFolder, writeFolder } from "./node.ts";

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "exampledon-interop-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

it.each(["saelens-standard", "sparsify-topk", "saelens-synthetic-model", "written/dictionary-learning/BatchTopKSAE"])(
  "copies %s byte for byte, and nothing else of the folder",
  async (name) => {
    const target = join(temporaryFolder(), "made/as/needed");
    await writeFolder(target, await readFolder(join(fixtures, name)));
    const copied = await readFolder(target);
    expect(Object.fromEntries(Object.entries(copied).map(([file, bytes]) => [file, new Uint8Array(bytes)]))).toEqual(
      filesOf(name),
    );
    expect(readdirSync(target).sort()).toEqual(Object.keys(filesOf(name)).sort());
  },
);

it("sees a pickle without opening it", async () => {
  const { "ae.pt": pickle } = await readFolder(join(fixtures, "written/dictionary-learning/AutoEncoder"));
  expect(pickle).toHaveLength(0);
});

it("says which folder it could not use", async () => {
  const code = expect.objectContaining({ code: "environment" });
  await expect(readFolder(join(fixtures, "nowhere"))).rejects.toThrow(code);
  await expect(writeFolder(join(fixtures, "README.md"), {})).rejects.toThrow(code);
});

it("leaves Node out of everything but this layer", async () => {
  const entryPoints = [fileURLToPath(new URL("index.ts", import.meta.url))];
  // Fails for any import of a Node module.
  await build({
    entryPoints,
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    conditions: ["@exampledon/source"],
  });
});
