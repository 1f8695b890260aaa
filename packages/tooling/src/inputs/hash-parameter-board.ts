import { existsSync } from "node:fs";
import { join } from "node:path";
import { hashReachable } from "./hash-claim.ts";

/**
 * The hash of what decides the cells of the board of parameter decompositions, under its key in `inputs.gen.json`: the runner
 * and the methods. Rows and networks are part of each cell, as parameters.
 */
export async function hashParameterBoard(source: string): Promise<Readonly<Record<string, string>>> {
  if (!existsSync(join(source, "run-parameter-cell.ts"))) return {};
  const contents =
    'export * from "./run-parameter-cell.ts"; export * from "./board-methods.ts"; export * from "./board-networks.ts";';
  return { parameters: await hashReachable(contents, source) };
}
