import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClaimDefinition, ClaimResult } from "@exampledon/claims";
import { expect, it } from "vitest";
import { splice } from "../splice.ts";
import { spliceExamples } from "./example-block.ts";
import { verdictTable } from "./verdict-table.ts";

const claim = (id: string, number: number): ClaimDefinition =>
  ({
    id,
    number,
    title: `Claim | ${id}`,
    source: { side: "thread" },
    values: { found: { label: "animals found", unit: "%" } },
  }) as unknown as ClaimDefinition;

const result = {
  size: "full",
  verdict: "holds",
  checks: [{ id: "enough", role: "claim", value: "found", bound: "≥ 95", measured: 98.7654, passed: true }],
} as unknown as ClaimResult;

it("lists claims by number with what was measured, and says when nothing is recorded", () => {
  const rows = verdictTable([claim("b", 2), claim("a", 1)], (id) => (id === "a" ? result : undefined)).split("\n");
  expect(rows.slice(2)).toEqual([
    "| 1 | [Claim \\| a](docs/claims/a.mdx) | thread | animals found: 98.8 % (expected ≥ 95; full size) | ✓ holds |",
    "| 2 | [Claim \\| b](docs/claims/b.mdx) | thread |  | not recorded yet |",
  ]);
});

it("replaces what stands between markers, and refuses a text without them", () => {
  expect(splice("a <!-- x -->old<!-- /x --> b", "x", "new")).toBe("a <!-- x -->\nnew\n<!-- /x --> b");
  expect(() => splice("a", "x", "new")).toThrow("missing");
});

it("splices examples with their output", () => {
  const folder = mkdtempSync(join(tmpdir(), "exampledon-readme-"));
  writeFileSync(join(folder, "one.ts"), "console.log(1);\n");
  writeFileSync(join(folder, "one.out"), "1\n");
  const text = "<!-- example one -->\n<!-- /example one -->\n";
  const done = "<!-- example one -->\n```ts\nconsole.log(1);\n```\n\n```text\n1\n```\n<!-- /example one -->\n";
  expect(spliceExamples(text, folder)).toBe(done);
  expect(spliceExamples(done, folder)).toBe(done);
  rmSync(folder, { recursive: true });
});
