import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { matrix, rng } from "@exampledon/core";
import { createDecomposition } from "@exampledon/decomposer";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { type MemoryTerminal, memoryTerminal } from "../../test/memory-terminal.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { main } from "../main.ts";

async function run(...args: readonly string[]): Promise<{ code: number; terminal: MemoryTerminal }> {
  const terminal = memoryTerminal();
  return { code: await main(args, terminal, async () => fakeCatalog("nowhere")), terminal };
}

/** A file of a decomposition with three latents. */
function file(folder: string, kind: "relu" | "identity" | "top-k" = "relu"): string {
  const draw = (name: string): Float32Array => {
    const stream = rng(1).split(name);
    return Float32Array.from({ length: 6 }, () => stream.normal());
  };
  const decomposition = createDecomposition({
    method: "sae/made",
    params: { seed: 1 },
    read: matrix(3, 2, draw("read")),
    write: matrix(3, 2, draw("write")),
    offset: new Float32Array(2),
    bias: new Float32Array(3),
    activation: kind === "top-k" ? { kind, k: 1 } : { kind },
  });
  const path = join(folder, "made.json");
  writeFileSync(path, `${JSON.stringify(decomposition)}\n`);
  return path;
}

it("exports and imports to the same bytes", async () => {
  const folder = temporaryFolder();
  const from = file(folder);
  const out = join(folder, "saelens");
  const exported = await run("export", "--from", from, "--out", out, "--json");
  expect(exported.code).toBe(0);
  const report = JSON.parse(exported.terminal.stdout());
  expect(report).toMatchObject({ format: "saelens", components: 3, dim: 2, config: { architecture: "standard" } });
  expect(report.files.map(({ name }: { name: string }) => name)).toEqual(["cfg.json", "sae_weights.safetensors"]);
  for (const { name, bytes } of report.files) expect(readFileSync(join(out, name))).toHaveLength(bytes);

  const back = join(folder, "back.json");
  const imported = await run("import", out, "--out", back, "--json");
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.terminal.stdout())).toMatchObject({
    format: "saelens",
    method: "sae/made",
    components: 3,
  });
  expect(readFileSync(back, "utf8")).toBe(readFileSync(from, "utf8"));
});

it("prints what it wrote, and how to get a pickle", async () => {
  const folder = temporaryFolder();
  const { terminal } = await run(
    ...["export", "--from", file(folder), "--format", "dictionary-learning", "--out", join(folder, "out")],
  );
  expect(terminal.stdout()).toContain("ae.safetensors");
  expect(terminal.stderr()).toContain("torch.save");
  const imported = await run("import", join(folder, "out"), "--out", join(folder, "back.json"));
  expect(imported.terminal.stdout()).toContain("sae/made: 3 components of 2 numbers, from dictionary-learning");
});

it("answers with one line that names file and reason, and writes nothing", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const cut = join(folder, "cut.json");
  writeFileSync(cut, readFileSync(file(folder), "utf8").slice(0, 40));
  const other = join(folder, "other.json");
  writeFileSync(other, "{}");
  const signed = file(temporaryFolder(), "identity");
  await run("export", "--from", file(folder, "top-k"), "--format", "sparsify", "--out", join(folder, "damaged"));
  writeFileSync(join(folder, "damaged", "sae.safetensors"), "short");
  for (const [args, message] of [
    [["export", "--from", join(folder, "none.json"), "--out", out], "none.json: the file must be readable"],
    [["export", "--from", cut, "--out", out], "cut.json: the file must hold JSON"],
    [["export", "--from", other, "--out", out], "other.json: the file must be an exampledon decomposition"],
    [["export", "--from", signed, "--out", out], "codes must be rectified readings"],
    [["export", "--from", file(folder), "--format", "sparsify", "--out", out], "choose format saelens"],
    [["export", "--from", file(folder), "--parts", "3,4", "--out", out], "parts must be two widths that add up to 2"],
    [["import", folder, "--out", out], "there must be one of sae_weights.safetensors"],
    [["import", join(folder, "none"), "--out", out], "the folder must be readable"],
    [["import", join(folder, "damaged"), "--out", out], "damaged/sae.safetensors: the file must begin with 8 bytes"],
  ] as const) {
    const { code, terminal } = await run(...args);
    expect(terminal.stderr()).toContain(message);
    expect(terminal.stderr()).toMatch(/^[^\n]*: [^\n]*, got [^\n]*; [^\n]*\n$/);
    expect([code, terminal.stdout()]).toEqual([1, ""]);
    expect(() => readFileSync(join(out, "cfg.json"))).toThrow();
  }
});

it.each([
  ["export", "--out", "x"],
  ["export", "--from", "x", "--out", "y", "--format", "pickle"],
  ["export", "--from", "x", "--out", "y", "--parts", "3"],
  ["import", "x"],
  ["import", "--out", "x"],
])("does not understand %s %s %s", async (...args) => {
  const { code, terminal } = await run(...args);
  expect(code).toBe(2);
  expect(terminal.stderr()).toMatch(/^exampledon: [^\n]+\n$/);
});

it.each(["export", "import"])("shows examples in the help of %s", async (command) => {
  const { code, terminal } = await run("help", command);
  expect(code).toBe(0);
  expect(terminal.stdout()).toContain(`$ exampledon ${command}`);
});
