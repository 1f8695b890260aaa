import { gemm, rng } from "@exampledon/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { transposed, type View, viewOf } from "../view.ts";
import { product } from "./product.ts";

const size = fc.integer({ min: 1, max: 40 });

function random(name: string, rows: number, cols: number, density: number, flip: boolean): View {
  const stream = rng(name);
  const data = Float32Array.from({ length: rows * cols + 3 }, () =>
    stream.uniform() < density ? stream.normal() : stream.uniform() < 0.5 ? 0 : -0,
  );
  return flip ? transposed(viewOf(data, rows, 3)) : viewOf(data, cols, 3);
}

test("a product gives the bits of the dense product, whichever operand is sparse, transposed or offset", () => {
  fc.assert(
    fc.property(
      fc.record({ m: size, n: size, k: fc.integer({ min: 1, max: 90 }), flipA: fc.boolean(), flipB: fc.boolean() }),
      fc.constantFrom([0.02, 1], [1, 0.02], [0.1, 0.1], [1, 1], [0, 1]),
      fc.integer(),
      ({ m, n, k, flipA, flipB }, [densityA, densityB], seed) => {
        const a = random(`${seed}/a`, m, k, densityA!, flipA);
        const b = random(`${seed}/b`, k, n, densityB!, flipB);
        const [found, wanted] = [new Float32Array(m * n), new Float32Array(m * n)];
        product(m, n, k, a, b, found, 0);
        gemm(m, n, k, a.data, a.offset, a.row, a.col, b.data, b.offset, b.row, b.col, wanted, 0);
        // A sum of zeros is 0 or −0, which `===` does not tell apart and nothing downstream does.
        return found.every((value, i) => value === wanted[i]);
      },
    ),
    { numRuns: 150 },
  );
});

test("a large sparse product writes nothing outside its block", () => {
  const a = random("a", 60, 70, 0.05, false);
  const b = random("b", 70, 33, 1, true);
  const c = new Float32Array(60 * 33 + 10).fill(5);
  product(60, 33, 70, a, b, c, 5);
  expect([...c.subarray(0, 5), ...c.subarray(-5)]).toEqual(new Array(10).fill(5));
});
