import { isExampledonError } from "@exampledon/core";
import { expect, test } from "vitest";
import { cpuBackend } from "../index.ts";

test.each([-1, 3, 0.5, Number.NaN, Infinity])("index %s into 3 is refused by every op that takes indices", (index) => {
  const backend = cpuBackend();
  const { gather, gatherAlong, scatterAdd, scatterAddAlong } = backend.primitives;
  const x = backend.fill([3], 1);
  const one = backend.fill([1], 1);
  const picks = backend.upload(Float32Array.of(index), [1]);
  const calls = [
    () => gather(x, picks, 0),
    () => gatherAlong(x, picks),
    () => scatterAdd(one, picks, 0, 3),
    () => scatterAddAlong(one, picks, 3),
  ];
  for (const call of calls) {
    let caught: unknown;
    try {
      call();
    } catch (error) {
      caught = error;
    }
    expect(isExampledonError(caught, "bad-param")).toBe(true);
  }
  expect(backend.live().tensors).toBe(3);
});
