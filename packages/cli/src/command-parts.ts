import { Option } from "commander";
import type { Catalog } from "./catalog.ts";
import type { Terminal } from "./terminal.ts";

/** What the commands need from whoever runs them. */
export interface ProgramContext {
  readonly terminal: Terminal;
  /** Loaded only when a command runs, so that `--help` is quick. */
  loadCatalog(): Promise<Catalog>;
  /** Told the exit code of the command that ran. */
  exit(code: number): void;
}

/** The option of every command that prints a table. */
export const jsonOption = (): Option => new Option("--json", "print JSON and nothing else to standard output");

/** Values of commands that take it. */
export interface JsonFlag {
  readonly json?: boolean;
}

/** Examples under the help of a command. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}
