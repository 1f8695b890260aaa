import { expect, it } from "vitest";
import { tabulate } from "./conformance-table.ts";
import { expectedBackends } from "./expected-backends.ts";
import { markdownTable, tableLines } from "./print-table.ts";

type Status = "passed" | "failed" | "skipped";
const checks = (backend: string, statuses: Readonly<Record<string, Status>>) =>
  Object.entries(statuses).map(([title, status]) => ({
    ancestorTitles: [`conformance of backend ${backend}`],
    title,
    fullName: title,
    status,
  }));
const report = (
  node: readonly string[],
  chromium: readonly string[],
  broken: Readonly<Record<string, Status>> = {},
) => ({
  numPassedTests: 0,
  numFailedTests: 0,
  testResults: [
    { name: "/r/a.node.ts", list: node },
    { name: "/r/b.chromium.ts", list: chromium },
  ].map(({ name, list }) => ({
    name,
    status: "passed",
    assertionResults: list.flatMap((backend) =>
      checks(backend, { matmul: "passed", "gradient-add": "passed", ...(backend === "cpu" ? broken : {}) }),
    ),
  })),
});
const { node, chromium } = expectedBackends;

it("is content when every expected backend met every check", () => {
  const { table, problems } = tabulate(report(node, chromium));
  expect(problems).toEqual([]);
  expect(table.node.cpu).toEqual({ "matrix product": { passed: 1, failed: 0 }, gradients: { passed: 1, failed: 0 } });
  expect(markdownTable(table, "node").split("\n")[2]).toBe(`| matrix product |${" 1 |".repeat(node.length)}`);
});

it("says which backend did not run, or was not expected", () => {
  const { problems } = tabulate(report(node.slice(1), [...chromium, "new"]));
  expect(problems[0]).toBe(`${node[0]} did not run in node`);
  expect(problems[1]).toMatch(/^new ran in chromium unexpectedly/);
});

it("counts a check that was skipped as failed, and notices one that was left out", () => {
  const skipped = tabulate(report(node, chromium, { matmul: "skipped" }));
  expect(skipped.table.node.cpu?.["matrix product"]).toEqual({ passed: 0, failed: 1 });
  expect(tableLines(skipped.table)[0]).toBe("✗ node     cpu            1 passed, 1 failed: matrix product");
  const extra = tabulate(report(node, chromium, { "top-k": "passed" }));
  expect(extra.problems).toContain(`${node[1]} in node was not checked for top-k`);
  expect(() => tabulate(report(node, chromium, { novelty: "passed" }))).toThrow("novelty");
});
