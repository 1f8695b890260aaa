import { stringifyRecorded } from "@exampledon/claims";
import * as z from "zod/mini";
import { parseRecorded } from "../parse-recorded.ts";
import type { ScaleResult, ScaleState } from "./contract.ts";

/** Recorded runs as text: sorted keys, 6 significant digits. */
export function serializeScale(result: ScaleResult): string {
  return `${stringifyRecorded(result)}\n`;
}

/**
 * Reads recorded runs.
 * @param where names the file in errors
 * @throws `corrupt-file`
 */
export function parseScale(text: string, where: string): ScaleResult {
  return parseRecorded(
    z.strictObject({
      schema: z.literal(1),
      runs: z.array(runSchema()),
      provenance: z.strictObject({ version: z.string(), node: z.string(), cpu: z.string() }),
    }),
    text,
    damaged(where),
  ) as ScaleResult;
}

/** A state to go on from, as text with all digits. */
export function serializeScaleState(state: ScaleState): string {
  return `${JSON.stringify(state)}\n`;
}

/**
 * Reads what {@link serializeScaleState} wrote.
 * @param where names the file in errors
 * @throws `corrupt-file`
 */
export function parseScaleState(text: string, where: string): ScaleState {
  return parseRecorded(
    z.strictObject({ run: runSchema(), checkpoint: z.optional(z.string()) }),
    text,
    damaged(where),
  ) as ScaleState;
}

function damaged(where: string) {
  return { where, what: "the file", cure: "delete it and run `exampledon scale` again" };
}

function runSchema() {
  const counts = z.strictObject({ animals: z.int(), attributes: z.int() });
  const numbers = z.record(z.string(), z.number());
  return z.strictObject({
    setting: z.strictObject({
      id: z.string(),
      network: numbers,
      components: counts,
      pressure: z.number(),
      prune: z.int(),
      start: z.strictObject({ animals: z.string(), attributes: z.string() }),
      params: numbers,
    }),
    seed: z.int(),
    points: z.array(
      z.strictObject({
        step: z.int(),
        exposures: z.number(),
        seconds: z.number(),
        animals: z.int(),
        attributes: z.int(),
        components: counts,
      }),
    ),
    end: z.optional(z.strictObject({ animals: numbers, attributes: numbers, adversarialError: z.number() })),
    backend: z.string(),
  });
}
