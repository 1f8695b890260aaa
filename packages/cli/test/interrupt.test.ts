import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { type Running, spawnProgram } from "./spawn-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface Interrupted {
  readonly program: Running;
  readonly report: string;
}

/** Starts `passing` and another claim, and waits until the first is done and the second says it runs. */
async function whileRuns(second: "slow" | "stubborn", jobs: number): Promise<Interrupted> {
  const folder = temporaryFolder();
  const report = join(folder, "report");
  const args = ["reproduce", "passing", second, "--jobs", `${jobs}`, "--json", "--out", report];
  const program = spawnProgram("test/fake-bin.ts", [join(folder, "results"), ...args]);
  await vi.waitFor(() => expect(program.stderr()).toContain("1 passing: holds"), { timeout: 30_000 });
  if (second === "stubborn") await vi.waitFor(() => expect(program.stderr()).toContain("stubborn in"));
  return { program, report };
}

// That a program ended says that its child processes have, too: it ends when nothing holds its pipes any more.

it.each([
  ["slow", 1],
  ["slow", 2],
  ["stubborn", 2],
] as const)(
  "stops cleanly at Ctrl-C while %s runs in %i processes: reports what was finished, exits with 130",
  async (second, jobs) => {
    const { program, report } = await whileRuns(second, jobs);
    program.child.kill("SIGINT");
    expect(await program.ended).toBe(130);
    expect(program.stderr()).toContain("Stopped. Finished: passing.");
    const json = JSON.parse(program.stdout());
    expect(json.results.map(({ claim }: { claim: string }) => claim)).toEqual(["passing"]);
    expect(json.unfinished).toEqual([second]);
    expect(json.failures).toEqual([]);
    expect(JSON.parse(readFileSync(join(report, "report.json"), "utf8"))).toEqual(json);
    expect(readFileSync(join(report, "report.html"), "utf8")).toMatch(/not finished[\s\S]*<\/html>\n$/);
  },
);

it("stops at once at the second Ctrl-C, whatever the experiment does", async () => {
  const { program, report } = await whileRuns("stubborn", 2);
  program.child.kill("SIGINT");
  await vi.waitFor(() => expect(program.stderr()).toContain("Stopping"), { timeout: 10_000, interval: 1 });
  program.child.kill("SIGINT");
  expect(await program.ended).toBe(130);
  expect(program.stdout()).toBe("");
  expect(existsSync(report)).toBe(false);
});

it("leaves no process behind when it is killed", async () => {
  const { program } = await whileRuns("slow", 2);
  program.child.kill("SIGKILL");
  expect(await program.ended).toBe("SIGKILL");
});
