import {
  isExampledonError,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  rng,
  rowNorms,
  rowOf,
} from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activation } from "./activation.ts";
import { createDecomposition } from "./create-decomposition.ts";
import { decompositionFromJson } from "./decomposition-from-json.ts";
import type { DecompositionParts } from "./decomposition-parts.ts";
import { reconstructFrom } from "./reconstruct-from.ts";

const COMPONENTS = 7;
const DIM = 5;

function gaussian(seed: string, rows: number, cols: number): Matrix {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
}

function parts(activation: Activation, write: Matrix = gaussian("write", COMPONENTS, DIM)): DecompositionParts {
  return {
    method: "test/parts",
    params: { a: 1 },
    read: gaussian("read", COMPONENTS, DIM),
    write,
    offset: gaussian("offset", 1, DIM).data,
    center: gaussian("center", 1, DIM).data,
    bias: gaussian("bias", 1, COMPONENTS).data,
    activation,
  };
}

/** The definition in float64, on rows that were not normalised. */
function reference({ read, write, offset, center, bias, activation }: DecompositionParts, a: Float32Array): number[] {
  const z = Array.from({ length: read.rows }, (_, c) => {
    let sum = bias?.[c] ?? 0;
    for (let j = 0; j < a.length; j++) sum += (a[j]! - (center?.[j] ?? 0)) * rowOf(read, c)[j]!;
    return sum;
  });
  const order = z.map((_, c) => c).sort((x, y) => z[y]! - z[x]! || x - y);
  const active = z.map((value, c) => {
    if (activation.kind === "identity") return value;
    if (activation.kind === "threshold") return value > activation.thresholds[c]! ? value : 0;
    if (activation.kind === "top-k" && order.indexOf(c) >= activation.k) return 0;
    return Math.max(value, 0);
  });
  return Array.from(offset, (base, j) => active.reduce((sum, value, c) => sum + value * rowOf(write, c)[j]!, base));
}

const activations: readonly Activation[] = [
  { kind: "identity" },
  { kind: "relu" },
  { kind: "top-k", k: 2 },
  { kind: "threshold", thresholds: new Float32Array(COMPONENTS).fill(0.4) },
];

describe.each(activations)("createDecomposition with $kind", (activation) => {
  const input = parts(activation);
  const made = createDecomposition(input);
  const x = gaussian("x", 40, DIM);

  test("has unit write rows, and reconstructs what the unnormalised definition says", () => {
    for (const length of rowNorms(made.write)) expect(Math.abs(length - 1)).toBeLessThan(1e-6);
    const out = made.reconstruct(x);
    for (let i = 0; i < x.rows; i++) {
      reference(input, rowOf(x, i)).forEach((value, j) => {
        expect(Math.abs(rowOf(out, i)[j]! - value)).toBeLessThan(1e-5 * 30);
      });
    }
  });

  test("comes back from JSON to the same bits", () => {
    const back = decompositionFromJson(JSON.parse(JSON.stringify(made)));
    expect(back.activity(x).data).toEqual(made.activity(x).data);
    expect(back.reconstruct(x).data).toEqual(made.reconstruct(x).data);
    expect(JSON.stringify(back)).toBe(JSON.stringify(made));
  });

  test("keeps rows that are already unit bit for bit", () => {
    const again = createDecomposition({ ...input, write: made.write });
    expect(again.write.data).toEqual(made.write.data);
    expect(again.read.data).toEqual(input.read.data);
  });
});

test("a component that writes nothing keeps its zero row and its reading", () => {
  const write = gaussian("write", COMPONENTS, DIM);
  rowOf(write, 3).fill(0);
  const made = createDecomposition(parts({ kind: "relu" }, write));
  expect([...rowOf(made.write, 3)]).toEqual([0, 0, 0, 0, 0]);
  expect([...rowOf(made.read, 3)]).toEqual([...rowOf(gaussian("read", COMPONENTS, DIM), 3)]);
});

test("top-k breaks ties by the lowest index and keeps only positive entries", () => {
  const made = createDecomposition({
    method: "test/ties",
    params: {},
    read: matrixFromRows([[1], [1], [-1], [1]]),
    write: matrixFromRows([[1], [1], [1], [1]]),
    offset: new Float32Array(1),
    activation: { kind: "top-k", k: 2 },
  });
  expect([...made.activity(matrixFromRows([[2], [-3]])).data]).toEqual([2, 2, 0, 0, 0, 0, 3, 0]);
});

test("arrays are copied: changing them later changes nothing", () => {
  const input = parts({ kind: "relu" });
  const made = createDecomposition(input);
  const before = JSON.stringify(made);
  input.read.data.fill(9);
  input.write.data.fill(9);
  input.offset.fill(9);
  input.bias?.fill(9);
  input.center?.fill(9);
  expect(JSON.stringify(made)).toBe(before);
});

test("sparse and dense reconstruction give the same bits", () => {
  const write = gaussian("write", 30, 6);
  const offset = gaussian("offset", 1, 6).data;
  fc.assert(
    fc.property(fc.integer(), fc.double({ min: 0, max: 0.19, noNaN: true }), (seed, share) => {
      const stream = rng(seed);
      const activity = gaussian(`activity ${seed}`, 9, 30);
      activity.data.forEach((_, at) => {
        if (stream.uniform() > share) activity.data[at] = 0;
      });
      const dense = multiply(activity, write);
      dense.data.forEach((_, at) => {
        dense.data[at]! += offset[at % 6]!;
      });
      expect(reconstructFrom(activity, write, offset).data).toEqual(dense.data);
    }),
    { numRuns: 30 },
  );
});

describe("bad input", () => {
  const made = createDecomposition(parts({ kind: "relu" }));
  const code = (expected: string, body: () => unknown): void => {
    try {
      body();
    } catch (error) {
      expect(isExampledonError(error) ? error.code : error).toBe(expected);
      return;
    }
    expect.fail("nothing was thrown");
  };

  test("activity refuses other widths and NaN", () => {
    code("bad-shape", () => made.activity(matrix(2, DIM + 1)));
    code("not-finite", () => made.reconstruct(matrix(1, DIM, new Float32Array(DIM).fill(Number.NaN))));
  });

  test.each([
    ["bad-shape", { write: matrix(COMPONENTS, DIM + 1) }],
    ["bad-shape", { offset: new Float32Array(1) }],
    ["bad-shape", { skip: matrix(DIM, 1) }],
    ["not-finite", { skip: matrix(DIM, DIM, new Float32Array(DIM * DIM).fill(Number.NaN)) }],
    ["bad-shape", { bias: new Float32Array(1) }],
    ["not-finite", { offset: new Float32Array(DIM).fill(Number.POSITIVE_INFINITY) }],
    ["bad-param", { activation: { kind: "top-k", k: 0 } }],
    ["bad-param", { activation: { kind: "top-k", k: COMPONENTS + 1 } }],
    ["bad-param", { activation: { kind: "threshold", thresholds: new Float32Array(COMPONENTS).fill(-1) } }],
  ] as const)("createDecomposition: %s for %o", (expected, change) => {
    code(expected, () => createDecomposition({ ...parts({ kind: "relu" }), ...change }));
  });

  test.each([
    ["nothing", () => undefined],
    ["another version", (json: object) => ({ ...json, version: 2 })],
    ["an unknown field", (json: object) => ({ ...json, extra: 1 })],
    ["a shorter array", (json: object) => ({ ...json, offset: "AAAA" })],
    ["no base64", (json: object) => ({ ...json, offset: "?" })],
    ["an unknown activation", (json: object) => ({ ...json, encoder: { activation: { kind: "swish" } } })],
    ["k out of range", (json: object) => ({ ...json, encoder: { activation: { kind: "top-k", k: 99 } } })],
    ["long write rows", (json: object) => ({ ...json, write: (json as { read: string }).read })],
  ])("decompositionFromJson refuses %s", (_, change) => {
    code("corrupt-file", () => decompositionFromJson(change(JSON.parse(JSON.stringify(made)))));
  });
});

test("a skip is added to reconstructions, changes no activity, and comes back from JSON", () => {
  const skip = gaussian("skip", DIM, DIM);
  const plain = createDecomposition(parts({ kind: "relu" }));
  const made = createDecomposition({ ...parts({ kind: "relu" }), skip });
  const x = gaussian("skipped", 6, DIM);
  expect(made.activity(x)).toEqual(plain.activity(x));
  const beside = multiply(x, skip);
  const sum = plain.reconstruct(x).data.map((value, at) => value + beside.data[at]!);
  expect(made.reconstruct(x).data).toEqual(sum);
  const back = decompositionFromJson(JSON.parse(JSON.stringify(made)));
  expect(back.reconstruct(x)).toEqual(made.reconstruct(x));
  expect(back.skip).toEqual(skip);
  // Files without one say nothing about it, as before.
  expect(Object.keys(plain.toJSON())).not.toContain("skip");
});
