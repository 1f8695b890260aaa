import { expect, test } from "vitest";
import { combine, constant, cosine, linearDecay, linearWarmup, type Schedule } from "./index.ts";

const run = (schedule: Schedule, total: number): number[] =>
  Array.from({ length: total }, (_, step) => schedule(step, total));

test("constant, warm-up and decay over ten steps", () => {
  expect(run(constant(), 3)).toEqual([1, 1, 1]);
  expect(run(linearWarmup(0.4), 10)).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1]);
  expect(run(linearDecay(0.4), 10)).toEqual([1, 1, 1, 1, 1, 1, 1, 0.75, 0.5, 0.25]);
  expect(run(combine(linearWarmup(0.2), linearDecay(0.2)), 10)).toEqual([0.5, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]);
});

test("a share of 0 changes nothing, a decay is over at the end", () => {
  expect(run(linearWarmup(0), 4)).toEqual([1, 1, 1, 1]);
  expect(run(linearDecay(0), 4)).toEqual([1, 1, 1, 1]);
  expect(linearDecay(0.5)(10, 10)).toBe(0);
  expect(linearDecay(0.5)(11, 10)).toBe(0);
});

test("cosine falls from 1 through one half to 0", () => {
  expect(cosine()(0, 10)).toBe(1);
  expect(cosine()(5, 10)).toBeCloseTo(0.5, 15);
  expect(cosine()(10, 10)).toBeCloseTo(0, 15);
  expect(cosine()(12, 10)).toBeCloseTo(0, 15);
});

test("refuses a share outside [0, 1]", () => {
  for (const schedule of [linearWarmup, linearDecay]) {
    for (const share of [-0.1, 1.1, Number.NaN]) {
      expect(() => schedule(share)).toThrowError(expect.objectContaining({ code: "bad-param" }));
    }
  }
});
