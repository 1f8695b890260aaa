import { CommanderError } from "commander";
import type { Catalog } from "./catalog.ts";
import { errorLine } from "./error-line.ts";
import { EXIT } from "./exit-code.ts";
import { createProgram } from "./program.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Runs one command line. Errors become one line on standard error; never throws.
 * @param args what follows the program's name
 * @returns the exit code: 0; 1 for an error; 2 for a command line that cannot be understood; 130 after Ctrl-C
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  loadCatalog: () => Promise<Catalog>,
): Promise<number> {
  let code: number = EXIT.ok;
  const program = createProgram({
    terminal,
    loadCatalog,
    exit: (value) => {
      code = value;
    },
  });
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      const problem = error.message.replace(/^error: /, "");
      terminal.note(`exampledon: ${errorLine(new Error(problem))}; see \`exampledon --help\``);
      return EXIT.usage;
    }
    terminal.note(errorLine(error));
    if (args.includes("--debug") && error instanceof Error && error.stack) terminal.note(error.stack);
    return EXIT.failed;
  }
}
