import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { WorkspacePackage } from "../arrows/packages.ts";
import { budgets } from "../bundle/budgets.ts";
import { bundleText, ownBytes } from "../bundle/bundle-size.ts";
import { runCommand } from "../run-command.ts";

/** Programs: nobody bundles them, and what they do when they start is their business. */
const nodeOnly = new Set(["bench", "cli"]);
/** Backends on a library that is passed to them: their messages name it. */
const adapters = new Set(["backend-gpujs", "backend-tfjs"]);
/** Names that must not reach a page that did not ask for such a backend. */
const mustNotAppear = /tensorflow|gpu\.js/i;

/** What is wrong with a built package as it would be published, one text each. */
export async function checkPackage(pkg: WorkspacePackage): Promise<string[]> {
  const { manifest, folder, id } = pkg;
  const program = nodeOnly.has(id);
  const commands: [string, string[]][] = [
    ["publint", ["--strict", "."]],
    ["attw", ["--pack", ".", "--profile", "esm-only", ...stylesheets(pkg)]],
  ];
  if (!program) commands.push(["node", ["--input-type=module", "--eval", quietImport(manifest.name)]]);
  const ended = await Promise.all(
    commands.map(async ([command, args]) => ({
      command,
      ...(await runCommand(command, args, { cwd: folder, quiet: true })),
    })),
  );
  const failures = ended.filter(({ ok }) => !ok).map(({ command, output }) => `${command} says:\n${output}`);
  if (readdirSync(join(folder, "dist")).some((file) => file.includes(".test."))) failures.push("dist holds tests");
  return program ? failures : [...failures, ...(await bundleProblems(pkg))];
}

/** A program that fails if importing the package does anything: adds a global, prints, or keeps Node waiting. */
function quietImport(name: string): string {
  return `
    const before = new Set(Reflect.ownKeys(globalThis));
    for (const stream of [process.stdout, process.stderr]) stream.write = () => { throw new Error("prints on import"); };
    await import(${JSON.stringify(name)});
    // zod keeps its settings in globals, so that its copies share them.
    const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String).filter((key) => !key.startsWith("__zod_"));
    if (added.length > 0) throw new Error("adds globals on import: " + added);
    const busy = process.getActiveResourcesInfo().filter((kind) => /Timeout|Immediate|Worker|MessagePort|Server/.test(kind));
    if (busy.length > 0) throw new Error("leaves running on import: " + busy);`;
}

/** Stylesheets have no types that could be wrong. */
function stylesheets({ manifest }: WorkspacePackage): string[] {
  const paths = Object.keys(manifest.exports ?? {}).filter((path) => path.endsWith(".css"));
  return paths.length > 0 ? ["--exclude-entrypoints", ...paths.map((path) => path.slice(2))] : [];
}

async function bundleProblems({ id, folder, manifest }: WorkspacePackage): Promise<string[]> {
  const self = JSON.stringify(manifest.name);
  const unused = await bundleText(`import {} from ${self};`, folder);
  const whole = await bundleText(`export * from ${self};`, folder);
  const kilobytes = (await ownBytes(join(folder, "dist/index.js"))) / 1000;
  const budget = budgets[id] ?? 0;
  return [
    ...(unused.trim() === "" ? [] : [`an unused import leaves ${unused.length} bytes: ${unused.slice(0, 200)}`]),
    ...(!adapters.has(id) && mustNotAppear.test(whole) ? [`its bundle names ${mustNotAppear.exec(whole)?.[0]}`] : []),
    ...(kilobytes > budget ? [`own code is ${kilobytes.toFixed(1)} kB gzipped, budget ${budget}`] : []),
  ];
}
