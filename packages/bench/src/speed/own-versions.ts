import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Version of an installed package, also of one that does not export its manifest. */
export function versionOf(name: string): string {
  let folder = createRequire(import.meta.url).resolve(name);
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    const path = join(folder, "package.json");
    if (!existsSync(path)) continue;
    const manifest = JSON.parse(readFileSync(path, "utf8")) as { readonly name?: string; readonly version: string };
    if (manifest.name === name) return manifest.version;
  }
  return "unknown";
}

/** Versions of the packages that a step of this project's own runs through. */
export function ownVersions(): Readonly<Record<string, string>> {
  const names = ["apd", "backend-cpu", "compute", "decomposer", "networks", "sae"].map((name) => `@exampledon/${name}`);
  return { node: process.version, ...Object.fromEntries(names.map((name) => [name, versionOf(name)])) };
}
