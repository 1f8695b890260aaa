import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type RunOptions, runCommand } from "../run-command.ts";
import type { Count } from "./part.ts";

/** What vitest's JSON reporter writes, as far as it matters here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly fullName: string;
      readonly status: string;
    }[];
  }[];
}

/** Runs vitest; without a report when it could not write one. */
export async function runVitest(
  args: readonly string[],
  options?: RunOptions,
): Promise<{ readonly ok: boolean; readonly report: VitestReport | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), "exampledon-vitest-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${file}`];
  const { ok } = await runCommand("vitest", ["run", ...args, ...reporters], options);
  try {
    return { ok, report: JSON.parse(readFileSync(file, "utf8")) as VitestReport };
  } catch {
    return { ok, report: undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Counts a report; a file that could not be loaded counts as one failure, and so does an exit code without one. */
export function countVitest(report: VitestReport | undefined, exitedWell: boolean, root: string): Count {
  if (!report) return { passed: 0, failed: 1, failures: ["vitest wrote no report"] };
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    const file = relative(root, name);
    if (status === "failed" && failed.length === 0) return [`${file} could not be run`];
    return failed.map(({ fullName }) => `${file}: ${fullName}`);
  });
  if (!exitedWell && failures.length === 0) failures.push("vitest failed outside of a test");
  return { passed: report.numPassedTests, failed: failures.length, failures };
}
