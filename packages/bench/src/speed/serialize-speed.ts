import { stringifyRecorded } from "@exampledon/claims";
import type { SpeedResult } from "./result.ts";

/** A speed bench as text: sorted keys, 6 significant digits. */
export function serializeSpeed(result: SpeedResult): string {
  return `${stringifyRecorded(result)}\n`;
}
