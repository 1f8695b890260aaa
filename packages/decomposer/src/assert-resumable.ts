import { fail } from "@exampledon/core";
import { canonicalJson } from "./canonical-json.ts";
import type { Checkpoint } from "./contract.ts";

/**
 * Refuses a checkpoint of another method or of other parameters.
 * @throws `bad-param`; `corrupt-file` when it is no checkpoint at all
 */
export function assertResumable(
  checkpoint: Checkpoint,
  method: string,
  params: Readonly<Record<string, unknown>>,
): void {
  if (checkpoint.format !== "exampledon-checkpoint" || checkpoint.version !== 1) {
    fail("corrupt-file", {
      where: method,
      problem: "resume must be an exampledon checkpoint of version 1",
      got: { format: checkpoint.format, version: checkpoint.version },
      cure: "pass what checkpoint() or decodeCheckpoint returned",
    });
  }
  if (checkpoint.method !== method) {
    fail("bad-param", {
      where: method,
      problem: "the checkpoint must be of the same method",
      got: checkpoint.method,
      cure: "resume it with the method that wrote it",
    });
  }
  if (canonicalJson(checkpoint.params) !== canonicalJson(params)) {
    fail("bad-param", {
      where: method,
      problem: `the checkpoint must have the parameters ${canonicalJson(params)}`,
      got: checkpoint.params,
      cure: "resume with the checkpoint's own parameters",
    });
  }
}
