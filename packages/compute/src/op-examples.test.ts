import { describe, expect, test } from "vitest";
import { encodeFor, naiveBackend } from "../test/naive-backend.ts";
import { checkGradient, opExamples } from "./index.ts";

describe.each(["float64", "float32"] as const)("gradients by central differences in %s", (precision) => {
  const backend = naiveBackend(precision);
  test.each(opExamples())("$name", async (example) => {
    const before = backend.live();
    const check = await checkGradient(backend, example, { encode: encodeFor(backend) });
    expect(check.ok, JSON.stringify(check)).toBe(true);
    expect(backend.live()).toEqual(before);
  });
});
