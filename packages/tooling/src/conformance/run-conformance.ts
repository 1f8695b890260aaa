import { chromiumCure, findChromium } from "../find-chromium.ts";
import type { Count } from "../parts/part.ts";
import { countVitest, runVitest } from "../parts/vitest-report.ts";
import { repositoryRoot } from "../repository-root.ts";
import { type ConformanceRun, tabulate } from "./conformance-table.ts";

const config = "packages/tooling/test/conformance/vitest.config.ts";

/** Runs every backend in Node and in Chromium, and the faults that only a page can have; counts and tabulates. */
export async function runConformance(): Promise<{ readonly count: Count; readonly run: ConformanceRun | undefined }> {
  const chromium = await findChromium();
  if (!chromium) return { count: { passed: 0, failed: 1, failures: [chromiumCure] }, run: undefined };
  const { ok, report } = await runVitest(["--config", config], { env: { CHROMIUM: chromium } });
  return { count: countVitest(report, ok, repositoryRoot), run: report && tabulate(report) };
}
