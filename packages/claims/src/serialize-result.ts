import { fail } from "@exampledon/core";
import * as z from "zod/mini";
import type { ClaimReport } from "./report-of.ts";
import type { ClaimResult, Provenance } from "./result.ts";
import { roundRecorded } from "./round-recorded.ts";

/** A report with where and how it was obtained. */
export function resultFrom(report: ClaimReport, provenance: Provenance): ClaimResult {
  return { ...report, provenance };
}

/** A result as text: sorted keys, numbers to 6 significant digits, a line break after every top-level entry's items. */
export function serializeResult(result: ClaimResult): string {
  return `${stringifyRecorded(result)}\n`;
}

/** A plain value as recorded files hold it: sorted keys, numbers to 6 significant digits, a line per entry of the upper levels. */
export function stringifyRecorded(value: unknown): string {
  return stringify(value, 0);
}

/** Deepest level that gets a line per entry; deeper values stand on one line, so that diffs stay readable. */
const LINES_TO_DEPTH = 2;

function stringify(value: unknown, depth: number): string {
  if (typeof value === "number") return JSON.stringify(roundRecorded(value));
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map((item) => stringify(item, depth + 1))
    : Object.keys(value)
        .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
        .sort()
        .map((key) => `${JSON.stringify(key)}: ${stringify((value as Record<string, unknown>)[key], depth + 1)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (depth > LINES_TO_DEPTH || entries.length === 0) return `${open}${entries.join(", ")}${close}`;
  const pad = "  ".repeat(depth + 1);
  return `${open}\n${entries.map((entry) => pad + entry).join(",\n")}\n${"  ".repeat(depth)}${close}`;
}

/**
 * Reads a recorded result.
 * @param where names the file in errors
 * @throws `corrupt-file` when the text is not JSON or not a result
 */
export function parseResult(text: string, where: string): ClaimResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    fail(
      "corrupt-file",
      {
        where,
        problem: "a result must be whole JSON",
        got: `${text.length} characters that are not`,
        cure: "record it again with `exampledon reproduce --record`",
      },
      { cause },
    );
  }
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    fail("corrupt-file", {
      where,
      problem: `${issue.path.join(".") || "the result"} must be as the schema says`,
      got: issue.message,
      cure: "record it again with `exampledon reproduce --record`",
    });
  }
  return parsed.data as unknown as ClaimResult;
}

const measured = z.strictObject({
  mean: z.number(),
  deviation: z.number(),
  low: z.number(),
  high: z.number(),
  min: z.number(),
  max: z.number(),
  n: z.int().check(z.minimum(1)),
});

const resultSchema = z.strictObject({
  schema: z.literal(1),
  claim: z.string(),
  size: z.enum(["live", "ci", "full"]),
  params: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  seeds: z.array(z.int()).check(z.minLength(1)),
  values: z.record(z.string(), measured),
  checks: z.array(
    z.strictObject({
      id: z.string(),
      passed: z.boolean(),
      role: z.enum(["claim", "limit"]),
      bound: z.string(),
      value: z.string(),
      measured: z.number(),
    }),
  ),
  verdict: z.enum(["holds", "fails", "depends"]),
  figure: z.looseObject({
    kind: z.enum(["lines", "bars", "histogram", "heatmap", "panels"]),
    title: z.string(),
    summary: z.string(),
  }),
  provenance: z.strictObject({
    backend: z.string(),
    version: z.string(),
    node: z.string(),
    cpu: z.string(),
    milliseconds: z.number(),
    inputsHash: z.string(),
  }),
});
