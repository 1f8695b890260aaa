import { fail } from "@exampledon/core";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as z from "zod/mini";
import { canonicalJson } from "./canonical-json.ts";
import type { Checkpoint } from "./contract.ts";

/** Makes a checkpoint value; `state` must be JSON-safe, float arrays packed with `packTensor`. */
export function createCheckpoint(parts: Pick<Checkpoint, "method" | "params" | "step" | "state">): Checkpoint {
  const { method, params, step, state } = parts;
  return { format: "exampledon-checkpoint", version: 1, method, params, step, state };
}

/**
 * A checkpoint as text with a SHA-256 digest; equal state gives equal bytes.
 * @throws `bad-param` when a part of the state is not JSON-safe
 */
export function encodeCheckpoint(checkpoint: Checkpoint): string {
  const body = canonicalJson(checkpoint);
  return `{"checkpoint":${body},"digest":"${digestOf(body)}"}`;
}

/**
 * Reads what {@link encodeCheckpoint} wrote.
 * @throws `corrupt-file` when the text was truncated or edited, or is not a checkpoint
 */
export function decodeCheckpoint(text: string): Checkpoint {
  const parsed = envelopeSchema().safeParse(parseJson(text));
  if (!parsed.success) return corrupt("the text must be an exampledon checkpoint of version 1", text);
  const { checkpoint, digest } = parsed.data;
  if (digestOf(canonicalJson(checkpoint)) !== digest) corrupt("the content must match its digest", digest);
  return checkpoint;
}

function envelopeSchema() {
  return z.strictObject({
    checkpoint: z.strictObject({
      format: z.literal("exampledon-checkpoint"),
      version: z.literal(1),
      method: z.string(),
      params: z.record(z.string(), z.unknown()),
      step: z.int().check(z.minimum(0)),
      state: z.record(z.string(), z.unknown()),
    }),
    digest: z.string(),
  });
}

function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function corrupt(problem: string, got: unknown): never {
  return fail("corrupt-file", {
    where: "decodeCheckpoint",
    problem,
    got,
    cure: "use another checkpoint or start the run again",
  });
}
