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
      const lines = text.trimEnd().split("\n").length;
      return { path, lines, imports: readImports(path, text), test: isTest(relative(folder, path)) };
    });
}

/** Reads the syntax tree: the compiler's quicker `preProcessFile` takes `@import "…"` in a string or RegExp for an import. */
function readImports(path: string, text: string): ImportText[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const imports: ImportText[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) {
      const line = file.getLineAndCharacterOfPosition(specifier.getStart(file)).line + 1;
      imports.push({ specifier: specifier.text, line });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return imports;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}

function isTest(path: string): boolean {
  return /\.(test|test-d|bench)\.tsx?$/.test(path) || !path.startsWith("src/");
}

/** The file that an import by path names; its query (`?raw`) is dropped. */
export function resolveRelative(from: string, specifier: string): string {
  return resolve(dirname(from), specifier.replace(/\?.*$/, ""));
}
