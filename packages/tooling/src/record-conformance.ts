import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { tableLines } from "./conformance/print-table.ts";
import { recordedTable, tableText } from "./conformance/recorded-table.ts";
import { runConformance } from "./conformance/run-conformance.ts";
import { repositoryRoot } from "./repository-root.ts";

const { count, run } = await runConformance();
const problems = [...count.failures, ...(run?.problems ?? [])];
for (const line of run ? tableLines(run.table) : []) console.log(line);
for (const problem of problems) console.error(problem);
if (run && problems.length === 0) {
  const path = recordedTable(repositoryRoot);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, tableText(run.table));
  console.log(`wrote ${path}; \`pnpm gen\` puts it on its page`);
} else {
  console.error("nothing is recorded");
  process.exitCode = 1;
}
