import type { Backend, Tensor } from "@exampledon/compute";
import { createTape, keepTopK } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { cpuBackend } from "./index.ts";

const ROWS = 40;
const COLS = 120;

/** Every op that looks at the numbers of sparse codes, each on codes of its own, whose zeros it is the first to need. */
const uses: Readonly<Record<string, (backend: Backend, codes: Tensor) => Tensor>> = {
  reshape: ({ primitives }, codes) => primitives.reshape(codes, [COLS, ROWS]),
  gather: ({ primitives, upload }, codes) => primitives.gather(codes, upload(Float32Array.of(0, 7, 3), [3]), 1),
  scatterAdd: ({ primitives, upload }, codes) =>
    primitives.scatterAdd(codes, upload(new Float32Array(ROWS), [ROWS]), 0, 2),
  gatherAlong: ({ primitives, fill }, codes) => primitives.gatherAlong(codes, fill([ROWS, 3], 5)),
  scatterAddAlong: ({ primitives, fill }, codes) => primitives.scatterAddAlong(codes, fill([ROWS, COLS], 1), 4),
  assignInPlace: ({ primitives, fill }, codes) => {
    const target = fill([ROWS, COLS], 0);
    primitives.assignInPlace(target, codes);
    return target;
  },
  transpose: ({ primitives }, codes) => primitives.transpose(codes, [1, 0]),
  broadcastTo: ({ primitives }, codes) => primitives.broadcastTo(codes, [2, ROWS, COLS]),
  slice: ({ primitives }, codes) => primitives.slice(codes, [0, 1], [ROWS, COLS], [1, 2]),
  unslice: ({ primitives }, codes) => primitives.unslice(codes, [ROWS + 1, COLS], [1, 0], [1, 1]),
  concat: ({ primitives, fill }, codes) => primitives.concat([fill([ROWS, 1], 2), codes], 1),
  where: ({ primitives, fill }, codes) => primitives.where(codes, fill([ROWS, COLS], 1), codes),
  binary: ({ primitives }, codes) => primitives.binary("add", codes, codes),
  unary: ({ primitives }, codes) => primitives.unary("exp", codes),
  reduce: ({ primitives }, codes) => primitives.reduce("sum", codes, [0], false),
  topK: ({ primitives }, codes) => primitives.topK(codes, 3).values,
  matmul: ({ primitives }, codes) => primitives.matmul(codes, codes, { transposeB: true }),
};

test.each(Object.keys(uses))("%s is right wherever the memory has to grow for it", async (name) => {
  const [wasm, scalar] = [cpuBackend(), cpuBackend({ kernels: "scalar" })];
  const stream = rng(name);
  const numbers = Float32Array.from({ length: ROWS * COLS }, () => stream.uniform());
  const run = async (backend: Backend): Promise<number[][]> => {
    const out: number[][] = [];
    // Nothing is freed, so that the memory grows again and again, each time at another place.
    for (let i = 0; i < 120; i++) {
      backend.fill([1 + ((i * 977) % 5000)], 0);
      const tape = createTape(backend);
      const codes = keepTopK(tape.constant(backend.upload(numbers, [ROWS, COLS])), 2);
      const result = await backend.read(uses[name]!(backend, codes.tensor));
      out.push([result.length, result.reduce((sum, x) => sum + x, 0)]);
    }
    return out;
  };
  const [got, wanted] = [await run(wasm), await run(scalar)];
  got.forEach(([length, sum], i) => {
    expect(length).toBe(wanted[i]![0]);
    expect(Math.abs(sum! - wanted[i]![1]!)).toBeLessThan(1e-4 * Math.max(1, Math.abs(wanted[i]![1]!)));
  });
});
