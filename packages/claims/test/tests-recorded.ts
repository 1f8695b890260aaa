import { readFileSync } from "node:fs";
import { cpuBackend } from "@exampledon/backend-cpu";
import { type ClaimDefinition, type ClaimReport, type ClaimResult, parseResult, runClaim } from "@exampledon/claims";
import { describe, expect, it } from "vitest";

/** How far a recomputed mean may be from the recorded one: six digits are recorded, and equal seeds give equal bits. */
const RELATIVE = 2e-5;
const ABSOLUTE = 1e-7;

function recorded(id: string): ClaimResult {
  const file = new URL(`../results/${id}/ci.json`, import.meta.url);
  return parseResult(readFileSync(file, "utf8"), `results/${id}/ci.json`);
}

/** Tests that claims at ci size give what was recorded. */
export function testsRecorded(claims: readonly ClaimDefinition[]): void {
  describe.each(claims.map((claim) => [claim.id, claim] as const))("%s at ci size", (id, claim) => {
    it("gives the recorded values, checks and verdict again", { timeout: 300_000 }, async () => {
      const before = recorded(id);
      const run = runClaim(claim, { size: "ci", backend: cpuBackend() });
      let report: ClaimReport | undefined;
      while (!report) {
        const next = await run.next();
        if (next.done) report = next.value;
      }
      expect(report.seeds).toEqual(before.seeds);
      expect(Object.keys(report.values).sort()).toEqual(Object.keys(before.values).sort());
      for (const [name, { mean }] of Object.entries(report.values)) {
        const was = before.values[name]!.mean;
        expect(Math.abs(mean - was), `${name}: ${mean}, recorded ${was}`).toBeLessThanOrEqual(
          ABSOLUTE + RELATIVE * Math.abs(was),
        );
      }
      expect(report.checks.map(({ id: check, passed }) => [check, passed])).toEqual(
        before.checks.map(({ id: check, passed }) => [check, passed]),
      );
      expect(report.verdict).toBe(before.verdict);
    });
  });
}
