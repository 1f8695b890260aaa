import { backendChecks } from "@exampledon/conformance";
import { expect, test } from "vitest";
import { saboteurs } from "./saboteurs.ts";

test.each(saboteurs)("$name: caught by the checks meant for it, and by no other", async ({ make, fails }) => {
  const failed: string[] = [];
  for (const { name, run } of backendChecks(make)) {
    await run().catch(() => failed.push(name));
  }
  // Gradients and fused ops are composed of primitives, so some fail with them; they count only where they are meant.
  const told = failed.filter((name) => fails.includes(name) || !/^(gradient|fused)-/.test(name));
  expect(told.sort()).toEqual([...fails].sort());
});
