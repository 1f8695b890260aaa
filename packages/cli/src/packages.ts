import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

/** Folder of an installed package, in this repository and in a user's `node_modules` alike. */
export function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

/** What this program reads of a `package.json`. */
interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function ownManifest(): Manifest {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Manifest;
}

/** Version of this program. */
export function ownVersion(): string {
  return ownManifest().version;
}

/** Installed version of every exampledon package that this program uses, by name. */
export function packageVersions(): Record<string, string> {
  const { version, dependencies } = ownManifest();
  const names = Object.keys(dependencies).filter((name) => name.startsWith("@exampledon/"));
  return Object.fromEntries([
    ["@exampledon/cli", version],
    ...names.map((name) => {
      const manifest = JSON.parse(readFileSync(`${packageFolder(name)}/package.json`, "utf8")) as Manifest;
      return [name, manifest.version];
    }),
  ]);
}
