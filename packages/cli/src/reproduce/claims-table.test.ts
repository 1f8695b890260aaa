import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { broken, passing, refuted, slow } from "../../test/fake-claims.ts";
import { memoryTerminal } from "../../test/memory-terminal.ts";
import { resultsOf } from "../../test/results-of.ts";
import { claimsTable } from "./claims-table.ts";
import { reproduceReport, summaryLine } from "./reproduce-report.ts";

const terminal = memoryTerminal(200);

function cells(table: string, text: string): string[] {
  const line = table.split("\n").find((candidate) => candidate.includes(text))!;
  return line
    .split("│")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

it("puts expected, measured, mark and verdict beside what is recorded at full size", async () => {
  const catalog = fakeCatalog("", [passing, refuted]);
  const report = reproduceReport("ci", { results: await resultsOf(catalog, "ci"), failures: [], unfinished: [] });
  const [full] = await resultsOf(fakeCatalog("", [passing]), "full");
  const table = claimsTable(terminal, catalog.claims, report, { passing: full! });
  const [number, claim, expected, measured, mark, verdict, beside] = cells(table, "the level is high");
  expect([number, claim, expected, mark, verdict]).toEqual(["1", "passing", "the level is high: ≥ 2", "✓", "holds"]);
  expect(measured).toMatch(/^2\.0\d+ ± 0\.0\d+ \(3 seeds\)$/);
  expect(beside).toMatch(/^depends · 3\.0\d+ ± 0\.0\d+ \(5 seeds\) ✓$/);
  expect(cells(table, "Limit").slice(0, 6)).toEqual([
    "",
    "",
    "Limit: the level is too high: ≥ 3",
    measured,
    "not seen",
    "",
  ]);
  expect(cells(table, "out of reach")).toEqual([
    "2",
    "refuted",
    "the level is out of reach: ≥ 100",
    "2 ± 0 (3 seeds)",
    "✗",
    "fails",
    "",
  ]);
});

it("has no column for full results where none is recorded", async () => {
  const catalog = fakeCatalog("", [passing]);
  const report = reproduceReport("ci", { results: await resultsOf(catalog, "ci"), failures: [], unfinished: [] });
  expect(claimsTable(terminal, catalog.claims, report, {})).not.toContain("Recorded");
});

it("keeps claims that could not be run or finished in sight", () => {
  const failures = [{ claim: "broken", code: "not-finite", message: "it broke" } as const];
  const report = reproduceReport("ci", { results: [], failures, unfinished: ["slow"] });
  const table = claimsTable(terminal, [slow, broken], report, {});
  expect(cells(table, "broken")).toEqual(["4", "broken", "it broke", "", "", "error"]);
  expect(cells(table, "slow")).toEqual(["3", "slow", "", "", "", "not finished"]);
  expect(summaryLine(report.summary)).toBe("2 claims: 0 hold, 0 depend, 0 fail, 1 could not be run, 1 not finished");
});
