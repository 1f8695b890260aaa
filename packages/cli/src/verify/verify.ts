import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { verifyBoards } from "./verify-boards.ts";
import { verifyParameterBoards } from "./verify-parameter-boards.ts";
import { verifyResults } from "./verify-results.ts";

/**
 * Prints what is wrong with the recorded results, and how many passed.
 * @returns the exit code: 1 when any failed
 */
export function verify(catalog: Catalog, terminal: Terminal, { json }: { readonly json: boolean }): number {
  const results = [...verifyResults(catalog), ...verifyBoards(catalog), ...verifyParameterBoards(catalog)];
  const failed = results.filter(({ passed }) => !passed).length;
  const passed = results.length - failed;
  if (json) terminal.out(`${JSON.stringify({ passed, failed, results }, undefined, 2)}\n`);
  else {
    const { green, red } = terminal.colors;
    for (const { claim, size, passed: good, message } of results) {
      const name = size === undefined ? claim : `${claim} ${size}`;
      terminal.out(good ? `${green("✓")} ${name}\n` : `${red("✗")} ${name}: ${message}\n`);
    }
    terminal.out(`${passed} passed, ${failed} failed\n`);
  }
  return failed > 0 ? EXIT.failed : EXIT.ok;
}
