import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transform } from "esbuild";
import { publicPackages } from "../arrows/packages.ts";
import { repositoryRoot } from "../repository-root.ts";
import { runCommand } from "../run-command.ts";
import { countOne, type Part } from "./part.ts";

const example = "docs/examples/quick-start";

/** Packs every public package, installs the tarballs with npm elsewhere, and runs the README's example with plain Node. */
export const packPart: Part = {
  id: "pack",
  title: "tarballs: install with npm, run the README's example, require() from CommonJS",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "exampledon-pack-"));
    try {
      return countOne(await smoke(folder));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function smoke(folder: string): Promise<string[]> {
  const tarballs = join(folder, "tarballs");
  const consumer = join(folder, "consumer");
  mkdirSync(tarballs);
  mkdirSync(consumer);
  const dependencies: Record<string, string> = {};
  for (const { manifest, folder: cwd } of publicPackages(repositoryRoot)) {
    const before = new Set(readdirSync(tarballs));
    const { ok, output } = await runCommand("pnpm", ["pack", "--pack-destination", tarballs], { cwd, quiet: true });
    const file = readdirSync(tarballs).find((name) => !before.has(name));
    if (!ok || !file) return [`pnpm pack of ${manifest.name} failed: ${output}`];
    dependencies[manifest.name] = `file:../tarballs/${file}`;
  }
  // The overrides keep npm from looking for unpublished versions of the family.
  const overrides = Object.fromEntries(Object.keys(dependencies).map((name) => [name, `$${name}`]));
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, dependencies, overrides }));
  const installed = await runCommand("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: consumer,
  });
  if (!installed.ok) return ["npm could not install the tarballs"];

  const source = readFileSync(join(repositoryRoot, `${example}.ts`), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm" });
  writeFileSync(join(consumer, "quick-start.mjs"), code);
  const ran = await runCommand("node", ["quick-start.mjs"], { cwd: consumer });
  const expected = readFileSync(join(repositoryRoot, `${example}.out`), "utf8");
  const wanted = expected.trim().split("\n").length;
  const problems = ran.ok && ran.output.trim().split("\n").length === wanted ? [] : ["the README's example failed"];

  const names = Object.keys(dependencies);
  const script = `for (const name of ${JSON.stringify(names)}) if (!Object.keys(require(name)).length) throw new Error(name + " exports nothing")`;
  // Node 20 prints a warning about require(esm); it is not our output.
  const required = await runCommand("node", ["--no-warnings", "--eval", script], { cwd: consumer });
  return required.ok ? problems : [...problems, "require() of a package failed"];
}
