import { existsSync, readFileSync } from "node:fs";
import { fail } from "@exampledon/core";
import { type Checkpoint, canonicalJson, decodeCheckpoint, encodeCheckpoint } from "@exampledon/decomposer";
import { writeFileWhole } from "../write-file.ts";

const FORMAT = "exampledon-fit-checkpoint";

/** Everything that decides the bits of a fit, as JSON; a checkpoint continues only a run that equals it. */
export interface CheckpointedRun {
  readonly method: string;
}

/** Writes a checkpoint with the run it belongs to, in one piece. @throws `environment` */
export async function writeCheckpoint(path: string, run: CheckpointedRun, checkpoint: Checkpoint): Promise<void> {
  await writeFileWhole(
    path,
    `${JSON.stringify({ format: FORMAT, version: 1, run: canonicalJson(run), checkpoint: encodeCheckpoint(checkpoint) })}\n`,
  );
}

/**
 * Reads the checkpoint of a run.
 * @throws `environment` when there is no such file, `corrupt-file` when it was truncated or edited, `bad-param` when it
 * belongs to another run
 */
export function readCheckpoint(path: string, run: CheckpointedRun): Checkpoint {
  if (!existsSync(path)) {
    fail("environment", {
      where: path,
      problem: "a checkpoint to resume from must exist",
      got: "no file",
      cure: "leave out --resume to start from the beginning, or name the file with --checkpoint",
    });
  }
  const file = parse(path);
  if (file.run !== canonicalJson(run)) {
    fail("bad-param", {
      where: path,
      problem: "method, world or network, seed and parameters must be those of the checkpoint",
      got: canonicalJson(run),
      cure: `repeat the command that wrote it (${file.run}), or leave out --resume`,
    });
  }
  try {
    return decodeCheckpoint(file.checkpoint);
  } catch (cause) {
    return corrupt(path, (cause as Error).message, cause);
  }
}

function parse(path: string): { readonly run: string; readonly checkpoint: string } {
  let file: Record<string, unknown>;
  try {
    file = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  } catch (cause) {
    return corrupt(path, "text that is not whole JSON", cause);
  }
  const { format, version, run, checkpoint } = file ?? {};
  if (format !== FORMAT || version !== 1 || typeof run !== "string" || typeof checkpoint !== "string") {
    return corrupt(path, `format ${String(format)}, version ${String(version)}`);
  }
  return { run, checkpoint };
}

function corrupt(path: string, got: string, cause?: unknown): never {
  return fail(
    "corrupt-file",
    {
      where: path,
      problem: "the file must be a whole checkpoint of `exampledon fit`, version 1",
      got,
      cure: "leave out --resume to start from the beginning",
    },
    { cause },
  );
}
