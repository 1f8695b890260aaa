import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "@exampledon/core";
import { fileNames } from "./file-names.ts";
import type { Files } from "./files.ts";

/**
 * Reads those files of a folder that any of the formats has; others are left alone.
 * @throws `environment` when the folder cannot be read
 */
export async function readFolder(path: string): Promise<Files> {
  try {
    const names = (await readdir(path)).filter((name) => fileNames.includes(name));
    const entries = await Promise.all(names.map(async (name) => [name, await contentOf(join(path, name))] as const));
    return Object.fromEntries(entries);
  } catch (cause) {
    return refuse(path, "the folder must be readable", cause);
  }
}

/** A pickle is never opened; that it is there is enough to say what to do about it. */
async function contentOf(path: string): Promise<Uint8Array> {
  return path.endsWith(".pt") ? new Uint8Array(0) : readFile(path);
}

/**
 * Writes the files of a folder, which is made as needed: each under another name first, so that no reader finds half of one.
 * @throws `environment` when the folder cannot be written
 */
export async function writeFolder(path: string, files: Files): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) {
      const target = join(path, name);
      await writeFile(`${target}.part`, bytes);
      await rename(`${target}.part`, target);
    }
  } catch (cause) {
    refuse(path, "the folder must be writable", cause);
  }
}

function refuse(where: string, problem: string, cause: unknown): never {
  return fail(
    "environment",
    { where, problem, got: (cause as Error).message, cure: "choose another place" },
    { cause },
  );
}
