import { stringifyRecorded } from "@exampledon/claims";
import * as z from "zod/mini";
import { parseRecorded } from "../parse-recorded.ts";
import type { BoardResult } from "./contract.ts";

/** A board as text: sorted keys, 6 significant digits. */
export function serializeBoard(board: BoardResult): string {
  return `${stringifyRecorded(board)}\n`;
}

/**
 * Reads a recorded board.
 * @param where names the file in errors
 * @throws `corrupt-file` when the text is not JSON or not a board
 */
export function parseBoard(text: string, where: string): BoardResult {
  const cure = "record it again with `exampledon board --record`";
  return parseRecorded(schema(), text, { where, what: "the board", cure }) as BoardResult;
}

function schema() {
  const sweep = z.optional(z.strictObject({ param: z.string(), value: z.number() }));
  const measured = z.strictObject({ mean: z.number(), low: z.number(), high: z.number(), n: z.int() });
  return z.strictObject({
    schema: z.literal(1),
    size: z.enum(["ci", "full"]),
    seeds: z.array(z.int()).check(z.minLength(1)),
    worlds: z.record(
      z.string(),
      z.strictObject({ title: z.string(), params: z.record(z.string(), z.unknown()), width: z.int() }),
    ),
    rows: z.array(
      z.strictObject({
        world: z.string(),
        method: z.string(),
        sweep,
        values: z.record(z.string(), measured),
        front: z.boolean(),
      }),
    ),
    absent: z.array(z.strictObject({ method: z.string(), world: z.optional(z.string()), reason: z.string() })),
    provenance: z.strictObject({
      backend: z.string(),
      version: z.string(),
      node: z.string(),
      cpu: z.string(),
      milliseconds: z.number(),
      inputsHashes: z.record(z.string(), z.string()),
    }),
  });
}
