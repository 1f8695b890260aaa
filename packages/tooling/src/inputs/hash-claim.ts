import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

/**
 * A hash of the code that can change a claim's numbers: everything reachable from `claim.ts` and from the runner,
 * without comments, types and unused exports, and the versions of the third-party packages that it imports.
 * The same on every machine. The backend is not part of it: results are held to its tolerance instead.
 */
export async function hashClaim(claimsSource: string, id: string): Promise<string> {
  const runner = existsSync(join(claimsSource, "run-claim.ts")) ? 'export * from "./run-claim.ts";' : "";
  return hashReachable(`export * from "./${id}/claim.ts";${runner}`, claimsSource);
}

/** A hash of everything that a module with these contents, lying in `folder`, can reach: see {@link hashClaim}. */
export async function hashReachable(contents: string, folder: string): Promise<string> {
  const versions = new Set<string>();
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    treeShaking: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
    conditions: ["@exampledon/source"],
    plugins: [thirdPartyOutside(versions)],
    tsconfigRaw: {},
    write: false,
    logLevel: "error",
  });
  const code = outputFiles[0]!.text;
  const hash = createHash("sha256").update(code);
  for (const version of [...versions].sort()) hash.update(`\n${version}`);
  return hash.digest("hex").slice(0, 16);
}

/** Keeps packages from elsewhere out of the bundle and notes their installed versions. */
function thirdPartyOutside(versions: Set<string>): Plugin {
  return {
    name: "third-party-outside",
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ path, resolveDir, kind }) => {
        if (kind === "entry-point" || path.startsWith("@exampledon/")) return undefined;
        const name = path
          .split("/")
          .slice(0, path.startsWith("@") ? 2 : 1)
          .join("/");
        versions.add(`${name}@${installedVersion(name, resolveDir)}`);
        return { path, external: true, sideEffects: false };
      });
    },
  };
}

function installedVersion(name: string, from: string): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const file = join(folder, "node_modules", name, "package.json");
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
    if (dirname(folder) === folder) throw new Error(`${name} is not installed; run \`pnpm install\``);
  }
}
