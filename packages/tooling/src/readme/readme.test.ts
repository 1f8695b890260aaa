import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClaimDefinition, ClaimResult } from "@exampledon/claims";
import { expect, it } from "vitest";
import { splice } from "../splice.ts";
import { apiTable } from "./api-table.ts";
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

it("tables a package's exports with the first sentence of their comments", () => {
  const folder = mkdtempSync(join(tmpdir(), "exampledon-api-"));
  writeFileSync(
    join(folder, "index.ts"),
    'export { a, type B, c } from "./a.ts";\nexport type * from "./d.ts";\nexport * from "./more/index.ts";\n',
  );
  mkdirSync(join(folder, "more"));
  writeFileSync(join(folder, "more/index.ts"), 'export { e, type F } from "./e.ts";\n');
  writeFileSync(join(folder, "more/e.ts"), "/** Five. */\nexport const e = 5;\nexport interface F {}\n");
  const a =
    "/** Adds | up (Smith et al. 2022): see {@link c}. More. */\nexport function a() {}\n/** Two. */\nexport const c = 2;\n";
  writeFileSync(join(folder, "a.ts"), a);
  writeFileSync(join(folder, "d.ts"), "export interface D {}\ninterface Hidden {}\n");
  expect(apiTable(join(folder, "index.ts")).split("\n").slice(2)).toEqual([
    "| `a` | Adds \\| up (Smith et al. 2022): see `c`. |",
    "| `c` | Two. |",
    "| `e` | Five. |",
    "",
    "Types: `B`, `D`, `F`.",
  ]);
  writeFileSync(join(folder, "a.ts"), "export function a() {}\n/** Two. */\nexport const c = 2;\n");
  expect(() => apiTable(join(folder, "index.ts"))).toThrow("a of");
  rmSync(folder, { recursive: true });
});
