import { isExampledonError } from "@exampledon/core";
import { expect, test } from "vitest";
import { expectFailures } from "./expect-failures.ts";

const passing = { name: "passing", run: async () => {} };
const failing = { name: "failing", run: () => Promise.reject(new Error("no")) };

test("an expected failure passes, an unexpected pass fails, and the rest is left alone", async () => {
  const [a, b] = expectFailures([passing, failing], { failing: "known" });
  await expect(a?.run()).resolves.toBeUndefined();
  await expect(b?.run()).resolves.toBeUndefined();
  const [surprise] = expectFailures([passing], { passing: "thought so" });
  await expect(surprise?.run()).rejects.toThrow("thought so");
  await expect(expectFailures([failing], {})[0]?.run()).rejects.toThrow("no");
});

test("unknown names and empty reasons are refused", () => {
  const codeOf = (body: () => unknown): string => {
    try {
      body();
    } catch (error) {
      return isExampledonError(error) ? error.code : "";
    }
    return "";
  };
  expect(codeOf(() => expectFailures([passing], { typo: "x" }))).toBe("unknown-id");
  expect(codeOf(() => expectFailures([passing], { passing: " " }))).toBe("bad-param");
});
