import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { repositoryRoot } from "./repository-root.ts";

const script = join(repositoryRoot, "packages/tooling/new-method.mjs");
let root: string;

/** A copy of the package that the method goes to, beside the real packages that it depends on. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "exampledon-method-"));
  const [real, copy] = [repositoryRoot, root].map((folder) => join(folder, "packages/sae")) as [string, string];
  cpSync(join(real, "src"), join(copy, "src"), { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
  cpSync(join(real, "package.json"), join(copy, "package.json"));
  symlinkSync(join(real, "node_modules"), join(copy, "node_modules"));
  symlinkSync(join(repositoryRoot, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "packages/tooling/src"), { recursive: true });
  cpSync(join(import.meta.dirname, "vitest-setup.ts"), join(root, "packages/tooling/src/vitest-setup.ts"));
  for (const file of ["vitest.config.ts", "tsconfig.base.json", "tsconfig.json", "package.json"]) {
    cpSync(join(repositoryRoot, file), join(root, file));
  }
  mkdirSync(join(root, ".changeset"));
});
afterAll(() => rmSync(root, { recursive: true }));

function generate(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, [script, ...args, "--root", root], { encoding: "utf8" });
}

function run(command: string, ...args: string[]): void {
  execFileSync(join(repositoryRoot, "node_modules/.bin", command), args, { cwd: root, stdio: "pipe" });
}

it("writes a method that is exported, typechecks, lints and passes every conformance check", () => {
  expect(generate("soft-top", "--family", "sae")).toMatchObject({ status: 0, stderr: "" });
  const index = readFileSync(join(root, "packages/sae/src/index.ts"), "utf8");
  expect(index).toContain('export { softTop } from "./soft-top.ts";');
  const page = readFileSync(join(root, "docs/methods/sae-soft-top.mdx"), "utf8");
  expect(page).toContain("title: Soft top");
  expect(page).toContain('path="packages/sae/src/soft-top.ts"');
  expect(page).toContain("\n$$\nz = \\operatorname{relu}");
  expect(readFileSync(join(root, ".changeset/sae-soft-top.md"), "utf8")).toContain('"@exampledon/sae": minor');
  writeFileSync(
    join(root, "biome.json"),
    readFileSync(join(repositoryRoot, "biome.json"), "utf8").replace(/"vcs".*\n/, ""),
  );
  cpSync(join(repositoryRoot, "packages/tooling/lint"), join(root, "packages/tooling/lint"), { recursive: true });
  run(
    "biome",
    "check",
    "packages/sae/src/soft-top.ts",
    "packages/sae/src/soft-top.test.ts",
    "packages/sae/src/index.ts",
    "packages/sae/src/sae-methods.ts",
  );
  run("tsc", "-p", "tsconfig.json");
  run("vitest", "run", "packages/sae/src/soft-top.test.ts");
  expect(readFileSync(join(root, "packages/sae/src/sae-methods.ts"), "utf8")).toMatch(/= \[[^[]*,\s+softTop,?\s*\];/);
}, 600_000);

it("refuses a bad name, an unknown family and an existing method, without writing", () => {
  expect(generate("Bad Name").stderr).toContain("kebab-case");
  expect(generate("fine", "--family", "quantum").stderr).toContain("families are sae");
  expect(generate("l1").stderr).toContain("exists already");
  expect(generate("l1").status).toBe(1);
});
