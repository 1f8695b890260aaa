import { fail } from "@exampledon/core";
import { type Check, violation } from "./check.ts";

/**
 * The same checks, of which those named must fail; one that passes unexpectedly is a failure.
 * @param expected reason by check name
 * @throws `unknown-id` when a name is not that of a check, `bad-param` when a reason is empty
 */
export function expectFailures(checks: readonly Check[], expected: Readonly<Record<string, string>>): Check[] {
  for (const [name, reason] of Object.entries(expected)) {
    if (!checks.some((check) => check.name === name)) {
      fail("unknown-id", {
        where: "expectFailures",
        problem: `checks are ${checks.map((check) => check.name).join(", ")}`,
        got: name,
        cure: "check the spelling",
      });
    }
    if (!reason.trim()) {
      fail("bad-param", {
        where: `expectFailures: ${name}`,
        problem: "an expected failure needs a reason",
        got: reason,
        cure: "say why it fails",
      });
    }
  }
  return checks.map((check) => {
    const reason = expected[check.name];
    if (reason === undefined) return check;
    return {
      name: check.name,
      run: async () => {
        const failed = await check.run().then(
          () => false,
          () => true,
        );
        if (!failed) violation(`expected to fail: ${reason}`, "a pass", "remove it from expectedFailures");
      },
    };
  });
}
