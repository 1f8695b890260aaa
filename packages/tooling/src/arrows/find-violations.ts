import { isBuiltin } from "node:module";
import { join, relative, sep } from "node:path";
import { findCycles } from "./cycles.ts";
import { readPackages, type WorkspacePackage } from "./packages.ts";
import { type ImportText, readSources, resolveRelative, type SourceFile } from "./source-file.ts";
import type { Arrow } from "./table.ts";

/** Longest file that still counts as one idea. */
const maxLines = 400;
const scope = "@exampledon/";
/** Names that Docusaurus resolves itself. */
const siteAlias = /^@(site|theme|theme-original|theme-init|docusaurus|generated)\//;

/** Every place where the repository at `root` breaks the table of arrows or the rules beside it, one line each. */
export function findViolations(root: string, table: Readonly<Record<string, Arrow>>): string[] {
  const packages = readPackages(root);
  const problems = packages.flatMap((pkg) => {
    const arrow = table[pkg.id];
    if (!arrow) return [`${relative(root, pkg.folder)}: no row in the table of arrows; add one`];
    const sources = readSources(pkg.folder);
    return [
      ...sources.flatMap((file) => checkFile(root, file, pkg, arrow, packages)),
      ...fileCycles(sources).map((cycle) => `import cycle: ${cycle.map((path) => relative(root, path)).join(" → ")}`),
    ];
  });
  return [...problems, ...packageCycles(packages).map((cycle) => `dependency cycle: ${cycle.join(" → ")}`)];
}

function checkFile(
  root: string,
  file: SourceFile,
  pkg: WorkspacePackage,
  arrow: Arrow,
  packages: readonly WorkspacePackage[],
): string[] {
  const path = relative(root, file.path);
  const long = file.lines > maxLines && !/\.gen\.ts$/.test(path);
  return [
    ...(long ? [`${path}: ${file.lines} lines, at most ${maxLines}; split it`] : []),
    ...file.imports.flatMap((imported) => {
      const problem = /^[./]/.test(imported.specifier)
        ? relativeProblem(root, file, imported, pkg)
        : packageProblem(file, imported, pkg, arrow, packages);
      return problem ? [`${path}:${imported.line}: ${problem}`] : [];
    }),
  ];
}

function relativeProblem(root: string, file: SourceFile, { specifier }: ImportText, pkg: WorkspacePackage) {
  const target = resolveRelative(file.path, specifier);
  const inside = target.startsWith(pkg.folder + sep);
  // The site shows sources as text and includes the content folder; neither runs another package's code by path.
  const shown = pkg.id === "docs" && (specifier.endsWith("?raw") || target.startsWith(join(root, "docs") + sep));
  return inside || shown ? undefined : `${specifier} leaves the package; import from its root instead`;
}

function packageProblem(
  file: SourceFile,
  { specifier }: ImportText,
  pkg: WorkspacePackage,
  arrow: Arrow,
  packages: readonly WorkspacePackage[],
): string | undefined {
  const allowedNode = arrow.node || file.test;
  if (isBuiltin(specifier)) return allowedNode ? undefined : `${specifier} does not exist in browsers`;
  if (pkg.id === "docs" && siteAlias.test(specifier)) return undefined;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const { dependencies, peerDependencies, devDependencies } = pkg.manifest;
  const declared = { ...dependencies, ...peerDependencies, ...(file.test && { ...rootTools, ...devDependencies }) };
  if (name === pkg.manifest.name)
    return file.test ? undefined : `${specifier} is this package itself; use a relative path`;
  const copied = name in { ...devDependencies } && arrow.copied?.includes(name.slice(scope.length));
  if (!copied && !(name in declared) && !(pkg.manifest.private && name in { ...rootTools, ...devDependencies })) {
    return `${name} is not in ${file.test ? "devDependencies" : "dependencies"}`;
  }
  if (!name.startsWith(scope)) return undefined;
  const target = packages.find(({ manifest }) => manifest.name === name);
  if (!target) return `${name} is not a package of this repository`;
  const subpath = `.${specifier.slice(name.length)}`;
  if (!(subpath in (target.manifest.exports ?? {}))) return `${specifier} is not exported; import from ${name}`;
  if (!file.test && !arrow.to.includes(target.id)) {
    return `${pkg.id} may not import ${target.id}; allowed: ${arrow.to.join(", ") || "nothing"}`;
  }
  return undefined;
}

/** Installed at the root for every test and tool. */
const rootTools = { vitest: "", "fast-check": "", typescript: "", esbuild: "" };

function fileCycles(sources: readonly SourceFile[]): string[][] {
  const edges = sources.map(({ path, imports }) => {
    const local = imports.filter(({ specifier }) => specifier.startsWith("."));
    return [path, local.map(({ specifier }) => resolveRelative(path, specifier))] as const;
  });
  return findCycles(new Map(edges));
}

function packageCycles(packages: readonly WorkspacePackage[]): string[][] {
  const edges = packages.map(({ manifest }) => {
    const all = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies };
    return [manifest.name, Object.keys(all).filter((name) => name.startsWith(scope))] as const;
  });
  return findCycles(new Map(edges));
}
