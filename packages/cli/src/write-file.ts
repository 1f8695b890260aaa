import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { fail } from "@exampledon/core";
import writeFileAtomic from "write-file-atomic";

/**
 * Writes a file in one piece: readers see the old content or the new one, never half of it, even after a crash.
 * Folders are made as needed.
 * @throws `environment` when the place cannot be written
 */
export async function writeFileWhole(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, typeof content === "string" ? content : Buffer.from(content));
  } catch (cause) {
    fail(
      "environment",
      {
        where: path,
        problem: "the file must be writable",
        got: (cause as Error).message,
        cure: "choose another place",
      },
      { cause },
    );
  }
}
