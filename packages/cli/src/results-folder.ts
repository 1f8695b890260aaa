import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClaimResult, parseResult, type Size, serializeResult } from "@exampledon/claims";
import { isExampledonError } from "@exampledon/core";
import { packageFolder } from "./packages.ts";
import { writeFileWhole } from "./write-file.ts";

/** A file that holds, or should hold, a recorded result. */
export interface RecordedFile {
  readonly path: string;
  /** Name of its folder: the claim it should be of. */
  readonly claim: string;
  /** Its name without `.json`: the size it should be of. */
  readonly size: string;
}

/** Folder of the results that ship with the installed claims, or of recorded boards and benches. */
export function shippedResultsFolder(name: "@exampledon/claims" | "@exampledon/bench"): string {
  return join(packageFolder(name), "results");
}

/** Every recorded file under a results folder, sorted; none when there is no such folder. */
export function recordedFiles(folder: string): readonly RecordedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => ({ claim: name, file })))
    .filter(({ file }) => file.endsWith(".json"))
    .sort((a, b) => `${a.claim}/${a.file}`.localeCompare(`${b.claim}/${b.file}`, "en"))
    .map(({ claim, file }) => ({ path: join(folder, claim, file), claim, size: file.slice(0, -".json".length) }));
}

/**
 * Reads a recorded result.
 * @throws `corrupt-file` naming the file
 */
export function readResult(path: string): ClaimResult {
  return parseResult(readFileSync(path, "utf8"), path);
}

/** The recorded result of a claim at a size; undefined when there is none or its file cannot be read (`verify` says so). */
export function recordedResult(folder: string, claim: string, size: Size): ClaimResult | undefined {
  const path = resultPath(folder, claim, size);
  if (!existsSync(path)) return undefined;
  try {
    return readResult(path);
  } catch (error) {
    if (isExampledonError(error, "corrupt-file")) return undefined;
    throw error;
  }
}

/** Records a result and returns the file's path. @throws `environment` */
export async function recordResult(folder: string, result: ClaimResult): Promise<string> {
  const path = resultPath(folder, result.claim, result.size);
  await writeFileWhole(path, serializeResult(result));
  return path;
}

function resultPath(folder: string, claim: string, size: Size): string {
  return join(folder, claim, `${size}.json`);
}
