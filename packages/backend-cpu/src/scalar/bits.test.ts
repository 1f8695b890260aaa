import { expect, test } from "vitest";
import { maskInto, reluInto, stepInto } from "./bits.ts";

const smallest = 2 ** -149;
const odd = [0, -0, 1.5, -1.5, smallest, -smallest, Infinity, -Infinity, Number.NaN];

/** Bit patterns survive only inside typed arrays: a NaN that passes through a number may lose its sign. */
function withNegativeNaN(): Float32Array {
  const x = Float32Array.of(...odd, Number.NaN);
  new Int32Array(x.buffer)[odd.length] = 0xffc00000 | 0;
  return x;
}

test("relu keeps NaN of either sign and gives +0 for everything below", () => {
  const out = new Float32Array(10);
  reluInto(withNegativeNaN(), out);
  expect([...out]).toEqual([0, 0, 1.5, 0, smallest, 0, Infinity, 0, Number.NaN, Number.NaN]);
});

test("step is 1 exactly above 0, and 0 at NaN", () => {
  const out = new Float32Array(10);
  stepInto(withNegativeNaN(), out);
  expect([...out]).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 0, 0]);
});

test("a mask passes numbers whole or not at all", () => {
  const out = new Float32Array(10);
  maskInto(withNegativeNaN(), new Float32Array(10).fill(-2.5), out);
  expect([...out]).toEqual([0, 0, -2.5, 0, -2.5, 0, -2.5, 0, 0, 0]);
});
