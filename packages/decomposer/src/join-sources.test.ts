import { isExampledonError, matrix, rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { joinSources } from "./join-sources.ts";

const noise = (dim: number) => ({
  dim,
  sample: (stream: ReturnType<typeof rng>, batch: number) =>
    matrix(
      batch,
      dim,
      Float32Array.from({ length: batch * dim }, () => stream.normal()),
    ),
});

test("joins what each source makes of the same stream, and moves the stream on once", () => {
  const source = joinSources([noise(2), noise(2), noise(1)]);
  expect([source.dim, source.parts]).toEqual([5, [2, 2, 1]]);
  const stream = rng(1);
  const [first, second] = [source.sample(stream, 3), source.sample(stream, 3)];
  for (let i = 0; i < 3; i++) {
    const row = first.data.subarray(i * 5, (i + 1) * 5);
    expect(row.subarray(0, 2)).toEqual(row.subarray(2, 4));
  }
  expect(first.data[0]).toBe(first.data[4]);
  expect(second.data[0]).not.toBe(first.data[0]);
});

test("needs two sources, of as many rows as were asked for", () => {
  const codeOf = (body: () => unknown): unknown => {
    try {
      return body();
    } catch (error) {
      return isExampledonError(error) ? error.code : error;
    }
  };
  expect(codeOf(() => joinSources([noise(2)]))).toBe("bad-shape");
  const short = { dim: 2, sample: () => matrix(1, 2) };
  expect(codeOf(() => joinSources([noise(2), short]).sample(rng(1), 3))).toBe("bad-shape");
});
