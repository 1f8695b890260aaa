import { expect, test } from "vitest";
import { encodeFor, naiveBackend } from "../test/naive-backend.ts";
import { checkGradient, type Node, recordUnary, spacedInputs } from "./index.ts";

const inputs = spacedInputs("saboteur", [[2, 3]]);
/** x², with a derivative that is off by a factor. */
const wrongSquare =
  (factor: number) =>
  ([x]: readonly Node[]): Node =>
    recordUnary(x!, {
      forward: (math, x) => math.unary("square", x),
      gradient: (math, { x, upstream }) => math.mul(upstream, math.mul(2 * factor, x)),
    });

test.each([
  ["float32", 1.01],
  ["float64", 1 + 1e-7],
] as const)("in %s, a gradient off by a factor %f fails", async (precision, factor) => {
  const backend = naiveBackend(precision);
  const options = { encode: encodeFor(backend) };
  const right = await checkGradient(backend, { name: "right", inputs, run: wrongSquare(1) }, options);
  const wrong = await checkGradient(backend, { name: "wrong", inputs, run: wrongSquare(factor) }, options);
  expect([right.ok, wrong.ok]).toEqual([true, false]);
  expect(wrong.analytic / wrong.numeric).toBeCloseTo(factor, 3);
});

test("a gradient of NaN fails", async () => {
  const check = await checkGradient(naiveBackend("float32"), { name: "NaN", inputs, run: wrongSquare(Number.NaN) });
  expect(check.ok).toBe(false);
});

test("refuses a function of constants", async () => {
  const constants = inputs.map((input) => ({ ...input, constant: true }));
  await expect(
    checkGradient(naiveBackend("float32"), { name: "constants", inputs: constants, run: wrongSquare(1) }),
  ).rejects.toMatchObject({ code: "bad-param" });
});

test("spaced inputs keep their distance from each other and from the middle", () => {
  const values = spacedInputs("any", [[3, 3], []]).flatMap(({ data }) => data);
  expect(values).toHaveLength(10);
  const sorted = [...values].sort((a, b) => a - b);
  for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThan(0.3);
  expect(Math.min(...values.map(Math.abs))).toBeGreaterThan(0.15);
});
