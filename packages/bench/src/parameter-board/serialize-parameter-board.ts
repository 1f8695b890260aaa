import { stringifyRecorded } from "@exampledon/claims";
import * as z from "zod/mini";
import { parseRecorded } from "../parse-recorded.ts";
import type { ParameterBoardResult } from "./contract.ts";

/** A board of parameter decompositions as text: sorted keys, 6 significant digits. */
export function serializeParameterBoard(board: ParameterBoardResult): string {
  return `${stringifyRecorded(board)}\n`;
}

/**
 * Reads a recorded board of parameter decompositions.
 * @param where names the file in errors
 * @throws `corrupt-file` when the text is not JSON or not such a board
 */
export function parseParameterBoard(text: string, where: string): ParameterBoardResult {
  const cure = "record it again with `exampledon board --parameters --record`";
  return parseRecorded(schema(), text, { where, what: "the board", cure }) as ParameterBoardResult;
}

function schema() {
  const measured = z.strictObject({
    mean: z.number(),
    deviation: z.number(),
    low: z.number(),
    high: z.number(),
    min: z.number(),
    max: z.number(),
    n: z.int(),
  });
  const settings = z.record(z.string(), z.unknown());
  const bar = z.strictObject({
    value: z.string(),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    met: z.int(),
  });
  return z.strictObject({
    schema: z.literal(1),
    size: z.enum(["ci", "full"]),
    seeds: z.array(z.int()).check(z.minLength(1)),
    networks: z.record(z.string(), z.strictObject({ title: z.string(), params: settings })),
    rows: z.array(
      z.strictObject({
        network: z.string(),
        method: z.string(),
        start: z.enum(["random", "data", "truth", "none"]),
        params: settings,
        inputs: z.enum(["all", "non-zero"]),
        bars: z.array(bar),
        note: z.optional(z.string()),
        meets: z.int(),
        values: z.record(z.string(), measured),
        samples: z.record(z.string(), z.array(z.number())),
        seconds: z.number(),
      }),
    ),
    provenance: z.strictObject({
      backend: z.string(),
      version: z.string(),
      node: z.string(),
      cpu: z.string(),
      milliseconds: z.number(),
      inputsHash: z.string(),
    }),
  });
}
