import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import ts from "typescript";

/** An import as written: static, dynamic, type-only or re-export. */
export interface ImportText {
  readonly specifier: string;
  readonly line: number;
}

/** A TypeScript file of a package. */
export interface SourceFile {
  /** Absolute path. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ImportText[];
  /** Whether only tests and build scripts use it, so that devDependencies are enough and no arrow applies. */
  readonly test: boolean;
}

/** Every `.ts`, `.tsx` and `.mts` file below `folder`, with its imports; generated folders are left out. */
export function readSources(folder: string): SourceFile[] {
  return ts.sys
    .readDirectory(folder, [".ts", ".tsx", ".mts"], ["node_modules", "dist", "build", ".docusaurus"])
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const imports = ts.preProcessFile(text).importedFiles.map(({ fileName, pos }) => ({
        specifier: fileName,
        line: text.slice(0, pos).split("\n").length,
      }));
      const lines = text.trimEnd().split("\n").length;
      return { path, lines, imports, test: isTest(relative(folder, path)) };
    });
}

function isTest(path: string): boolean {
  return /\.(test|test-d|bench)\.tsx?$/.test(path) || !path.startsWith("src/");
}

/** The file that an import by path names; its query (`?raw`) is dropped. */
export function resolveRelative(from: string, specifier: string): string {
  return resolve(dirname(from), specifier.replace(/\?.*$/, ""));
}
