import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { hashReachable } from "./hash-claim.ts";

/** The text of the board's `inputs.gen.json`: for every family of methods, the hash of what decides its cells. */
export async function hashBoard(boardSource: string): Promise<string> {
  const folder = join(boardSource, "families");
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const entries = files.map(async (file) => {
    const contents = `export * from "./run-cell.ts"; export * from "./worlds.ts"; export * from "./families/${file}";`;
    return [file.replace(/\.ts$/, ""), await hashReachable(contents, boardSource)] as const;
  });
  return `${JSON.stringify(Object.fromEntries(await Promise.all(entries)), undefined, 2)}\n`;
}
