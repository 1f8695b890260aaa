import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { type Running, spawnProgram } from "./spawn-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function whileSlowRuns(): Promise<{ program: Running; report: string }> {
  const folder = temporaryFolder();
  const report = join(folder, "report");
  const program = spawnProgram("test/fake-bin.ts", [join(folder, "results"), "reproduce", "--json", "--out", report]);
  await vi.waitFor(() => expect(program.stderr()).toContain("1 passing: holds"), { timeout: 30_000 });
  return { program, report };
}

it("stops cleanly at Ctrl-C: says what was finished, reports it, exits with 130", async () => {
  const { program, report } = await whileSlowRuns();
  program.child.kill("SIGINT");
  expect(await program.ended).toBe(130);
  expect(program.stderr()).toContain("Stopped. Finished: passing.");
  const json = JSON.parse(program.stdout());
  expect(json.results.map(({ claim }: { claim: string }) => claim)).toEqual(["passing"]);
  expect(json.unfinished).toEqual(["slow"]);
  expect(JSON.parse(readFileSync(join(report, "report.json"), "utf8"))).toEqual(json);
  expect(readFileSync(join(report, "report.html"), "utf8")).toMatch(/not finished[\s\S]*<\/html>\n$/);
});

it("stops at once at the second Ctrl-C", async () => {
  const { program, report } = await whileSlowRuns();
  program.child.kill("SIGINT");
  await vi.waitFor(() => expect(program.stderr()).toContain("Stopping"), { timeout: 10_000, interval: 1 });
  program.child.kill("SIGINT");
  expect(await program.ended).toBe(130);
  expect(program.stdout()).toBe("");
  expect(existsSync(report)).toBe(false);
});
