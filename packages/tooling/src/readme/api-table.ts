import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";

/** Packages with more values than this get one row for each module that has several. */
const maxRows = 60;

/** A table of what a package exports: values with the first sentence of their comment, then the names of its types. */
export function apiTable(index: string): string {
  const { modules, types } = exportsOf(index);
  const grouped = modules.reduce((sum, { values }) => sum + values.length, 0) > maxRows;
  const rows = modules.flatMap(({ file, values }) =>
    grouped && values.length > 1
      ? [row(values, nameInWords(file))]
      : values.map((name) => row([name], firstSentence(file, name))),
  );
  const table = ["| Export | What it is |", "| --- | --- |", ...rows].join("\n");
  return types.length === 0 ? table : `${table}\n\nTypes: ${code([...types].sort())}.`;
}

interface Exports {
  /** Where values are declared. */
  readonly modules: readonly { readonly file: string; readonly values: readonly string[] }[];
  readonly types: readonly string[];
}

/** What an index passes on, that of an index which it passes on whole included; of another such file, the types. */
function exportsOf(index: string): Exports {
  if (!existsSync(index)) return { modules: [], types: [] };
  const found = parse(index).statements.flatMap((statement): Exports[] => {
    if (!ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier, exportClause } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const file = join(dirname(index), moduleSpecifier.text);
    if (!exportClause || !ts.isNamedExports(exportClause)) {
      const { modules, types } = exportsOf(file);
      return [{ modules, types: [...types, ...exportedTypes(file)] }];
    }
    const isType = (element: ts.ExportSpecifier): boolean => statement.isTypeOnly || element.isTypeOnly;
    const { elements } = exportClause;
    const values = elements.filter((element) => !isType(element)).map(({ name }) => name.text);
    return [{ modules: [{ file, values }], types: elements.filter(isType).map(({ name }) => name.text) }];
  });
  return { modules: found.flatMap(({ modules }) => modules), types: found.flatMap(({ types }) => types) };
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function exportedTypes(file: string): string[] {
  if (!existsSync(file)) return [];
  return parse(file).statements.flatMap((statement) => {
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    return isType && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      ? [statement.name.text]
      : [];
  });
}

/** The first sentence of the comment above a declaration. Throws when there is none: every export says what it is. */
function firstSentence(file: string, name: string): string {
  const declaration = parse(file).statements.find((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((d) => d.name.getText() === name);
    }
    return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name;
  });
  const [doc] = declaration ? ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc) : [];
  const text = ts
    .getTextOfJSDocComment(doc?.comment)
    ?.replace(/\{@link\s+([^}]+)\}/g, "`$1`")
    .replace(/\s+/g, " ");
  if (!text) throw new Error(`${name} of ${file} has no comment`);
  return /^.*?\.(?=\s+[A-Z]|$)/.exec(text)?.[0] ?? text;
}

function row(names: readonly string[], text: string): string {
  return `| ${code(names)} | ${text.replaceAll("|", "\\|")} |`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function nameInWords(file: string): string {
  const words = basename(file)
    .replace(/\.tsx?$/, "")
    .replaceAll("-", " ");
  return `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}
