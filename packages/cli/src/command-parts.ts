import { Option } from "commander";
import { BACKENDS } from "./backends.ts";
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

/** Where to compute. */
export const backendOption = (): Option =>
  new Option("--backend <id>", "where to compute (default: cpu)").choices(BACKENDS);

/** Values of commands that take it. */
export interface JsonFlag {
  readonly json?: boolean;
}

/** Examples under the help of a command. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}
