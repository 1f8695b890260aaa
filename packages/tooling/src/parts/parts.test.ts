import { expect, it } from "vitest";
import { countFromOutput } from "./count-line.ts";
import type { Part } from "./part.ts";
import { runParts } from "./run-parts.ts";
import { countVitest } from "./vitest-report.ts";

const part = (id: string, run: Part["run"]): Part => ({ id, title: id, run });

async function summary(...parts: Part[]): Promise<{ ok: boolean; lines: string[] }> {
  const lines: string[] = [];
  return { ok: await runParts(parts, (line) => lines.push(line)), lines };
}

it("adds up the parts and ends with the count alone", async () => {
  const { ok, lines } = await summary(
    part("one", async () => ({ passed: 40, failed: 0, failures: [] })),
    part("two", async () => ({ passed: 1, failed: 0, failures: [] })),
  );
  expect(ok).toBe(true);
  expect(lines.at(-1)).toBe("41 passed, 0 failed");
});

it("goes on after a failing part and names what failed", async () => {
  const { ok, lines } = await summary(
    part("broken", async () => ({ passed: 2, failed: 1, failures: ["sums.test.ts: adds"] })),
    part("throws", () => Promise.reject(new Error("no such file"))),
    part("fine", async () => ({ passed: 1, failed: 0, failures: [] })),
  );
  expect(ok).toBe(false);
  expect(lines.join("\n")).toMatch(/✗ broken.*\n {4}sums\.test\.ts: adds\n✗ throws.*\n {4}no such file\n✓ fine/);
  expect(lines.at(-1)).toBe("3 passed, 2 failed");
});

it("fails a part that ran no test", async () => {
  const { ok, lines } = await summary(part("empty", async () => ({ passed: 0, failed: 0, failures: [] })));
  expect(ok).toBe(false);
  expect(lines.at(-1)).toBe("0 passed, 1 failed");
});

it("counts a vitest report, with files that could not be loaded", () => {
  const tests = [
    { ancestorTitles: [], title: "adds", fullName: "adds", status: "passed" },
    { ancestorTitles: [], title: "carries", fullName: "carries", status: "failed" },
  ];
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      { name: "/r/a.test.ts", status: "failed", assertionResults: tests },
      { name: "/r/b.test.ts", status: "failed", assertionResults: [] },
    ],
  };
  const failures = ["a.test.ts: carries", "b.test.ts could not be run"];
  expect(countVitest(report, false, "/r")).toEqual({ passed: 1, failed: 2, failures });
  const clean = { numPassedTests: 1, numFailedTests: 0, testResults: [] };
  expect(countVitest(clean, true, "/r").failed).toBe(0);
  expect(countVitest(clean, false, "/r").failures).toEqual(["vitest failed outside of a test"]);
});

it("reads the last count of an output and does not trust its absence", () => {
  expect(countFromOutput("1 passed, 0 failed\n12 passed, 0 failed\n", true)).toMatchObject({ passed: 12, failed: 0 });
  expect(countFromOutput("9 passed, 3 failed\n", false)).toMatchObject({ passed: 9, failed: 3 });
  expect(countFromOutput("9 passed, 0 failed\n", false)).toMatchObject({ passed: 9, failed: 1 });
  expect(countFromOutput("all good\n", true)).toMatchObject({ passed: 0, failed: 1 });
});
