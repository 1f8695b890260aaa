import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { repositoryRoot } from "../repository-root.ts";
import { runCommand } from "../run-command.ts";
import type { Count, Part } from "./part.ts";

/** What vitest's JSON reporter writes, as far as it matters here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Every unit test, property test, conformance check and documentation example. */
export const unitPart: Part = {
  id: "unit",
  title: "unit tests, conformance, documentation examples (vitest)",
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "exampledon-unit-"));
    const file = join(folder, "report.json");
    const { ok } = await runCommand("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile=${file}`]);
    try {
      return countVitest(JSON.parse(readFileSync(file, "utf8")) as VitestReport, ok, repositoryRoot);
    } catch {
      return { passed: 0, failed: 1, failures: ["vitest wrote no report"] };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Counts a report; a file that could not be loaded counts as one failure, and so does an exit code without one. */
export function countVitest(report: VitestReport, exitedWell: boolean, root: string): Count {
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    const file = relative(root, name);
    if (status === "failed" && failed.length === 0) return [`${file} could not be run`];
    return failed.map(({ fullName }) => `${file}: ${fullName}`);
  });
  if (!exitedWell && failures.length === 0) failures.push("vitest failed outside of a test");
  return { passed: report.numPassedTests, failed: failures.length, failures };
}
