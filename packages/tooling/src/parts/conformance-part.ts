import { existsSync, readFileSync } from "node:fs";
import { tableLines } from "../conformance/print-table.ts";
import { recordedTable, tableText } from "../conformance/recorded-table.ts";
import { runConformance } from "../conformance/run-conformance.ts";
import { repositoryRoot } from "../repository-root.ts";
import { countOne, type Part } from "./part.ts";

/** Every backend in Node and in Chromium; every expected one must have run, with the results that are recorded. */
export const conformancePart: Part = {
  id: "conformance",
  title: "conformance of every backend, in Node and in Chromium",
  run: async () => {
    const { count, run } = await runConformance();
    if (!run) return count;
    for (const line of tableLines(run.table)) console.log(line);
    const path = recordedTable(repositoryRoot);
    const same = existsSync(path) && readFileSync(path, "utf8") === tableText(run.table);
    const stale = same ? [] : ["the recorded table differs; run `pnpm conformance`, then `pnpm gen`, and commit both"];
    const { passed, failed, failures } = countOne([...run.problems, ...stale]);
    return { passed: count.passed + passed, failed: count.failed + failed, failures: [...count.failures, ...failures] };
  },
};
