import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of a package.json that checks look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A package of this repository. */
export interface WorkspacePackage {
  /** Folder name, e.g. `sae`. */
  readonly id: string;
  /** Absolute path. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Every package below `packages/` and `apps/` of a repository, by path. */
export function readPackages(root: string): WorkspacePackage[] {
  return ["packages", "apps"].flatMap((parent) => {
    const at = join(root, parent);
    if (!existsSync(at)) return [];
    return readdirSync(at)
      .sort()
      .filter((id) => existsSync(join(at, id, "package.json")))
      .map((id) => {
        const folder = join(at, id);
        return { id, folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest };
      });
  });
}

/** Those that are published. */
export function publicPackages(root: string): WorkspacePackage[] {
  return readPackages(root).filter(({ manifest }) => !manifest.private);
}
