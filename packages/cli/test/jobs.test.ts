import { join } from "node:path";
import type { ClaimResult } from "@exampledon/claims";
import { expect, it } from "vitest";
import type { ReproduceReport } from "../src/index.ts";
import { spawnProgram } from "./spawn-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Ran {
  readonly code: number | string | null;
  readonly report: ReproduceReport;
}

async function reproduce(script: "src/bin.ts" | "test/fake-bin.ts", ...args: readonly string[]): Promise<Ran> {
  const folder = temporaryFolder();
  const first = script === "test/fake-bin.ts" ? [join(folder, "results")] : [];
  const program = spawnProgram(script, [...first, "reproduce", ...args, "--json", "--out", join(folder, "report")]);
  const code = await program.ended;
  return { code, report: JSON.parse(program.stdout()) };
}

/** A result as text, without how long it took. */
function bytes({ provenance: { milliseconds, ...provenance }, ...result }: ClaimResult): string {
  expect(milliseconds).toBeGreaterThan(0);
  return JSON.stringify({ ...result, provenance });
}

const tiny = "steps=50 batch=64 animals=60 attributes=10 latents=40".split(" ");

it.each([
  ["draws", ["near-orthogonal", "two-ontologies"]],
  ["trainings", ["sae-finds-one-ontology", "--set", ...tiny]],
])("finds the same bytes in one process and in two, from %s", async (_, which) => {
  const args = [...which, "--size", "live", "--seeds", "3,1,2"];
  const [one, two] = await Promise.all(["1", "2"].map((jobs) => reproduce("src/bin.ts", ...args, "--jobs", jobs)));
  expect([one!.code, two!.code]).toEqual([0, 0]);
  expect(one!.report.results.map(({ claim }) => claim)).toEqual(which.slice(0, one!.report.results.length));
  expect(two!.report.results.map(bytes)).toEqual(one!.report.results.map(bytes));
  expect(two!.report.results[0]!.seeds).toEqual([3, 1, 2]);
});

it("lays a crash at the door of its claim and seed, keeps typed errors, and finishes the others in order", async () => {
  const { code, report } = await reproduce("test/fake-bin.ts", "1", "2", "4", "5", "--jobs", "2");
  expect(code).toBe(1);
  expect(report.results.map(({ claim }) => claim)).toEqual(["passing", "refuted"]);
  expect(report.unfinished).toEqual([]);
  expect(report.failures).toEqual([
    { claim: "broken", code: "not-finite", message: "broken: it must run, got nothing; mend it" },
    {
      claim: "crashing",
      code: "environment",
      message: expect.stringMatching(/^claim crashing, seed 2: .*, got exit code 3; .*--jobs 1$/),
    },
  ]);
});
