import { type ErrorCode, isExampledonError } from "@exampledon/core";
import { expect, test } from "vitest";
import { naiveBackend } from "../test/naive-backend.ts";
import * as compute from "./index.ts";
import { createTape, type Node, type Shape, type Tensor } from "./index.ts";

const backend = naiveBackend("float32");
const read = async (tensor: Tensor): Promise<number[]> => Array.from(await backend.read(tensor));
const variable = (shape: Shape, ...data: number[]): Node =>
  createTape(backend).variable(backend.upload(Float32Array.from(data), shape));
const gradient = (of: Node, wrt: Node): Promise<number[]> => read(wrt.tape.gradients(compute.sum(of), [wrt])[0]!);

test("keepTopK keeps the lowest index of a tie, and lets the gradient pass where it kept", async () => {
  const x = variable([2, 5], 1, 5, 5, 5, 0, -1, -2, -3, -4, -5);
  const kept = compute.keepTopK(x, 2);
  expect(await read(kept.tensor)).toEqual([0, 5, 5, 0, 0, -1, -2, 0, 0, 0]);
  expect(await gradient(kept, x)).toEqual([0, 1, 1, 0, 0, 1, 1, 0, 0, 0]);
  expect(await read(compute.topK(x, 3).indices.tensor)).toEqual([1, 2, 3, 0, 1, 2]);
});

test("gradientWhereNonZero stops even an infinite gradient at 0", async () => {
  const x = variable([3], 0, 4, 1);
  const root = compute.pow(compute.gradientWhereNonZero(x), 0.5);
  expect(await read(root.tensor)).toEqual([0, 2, 1]);
  expect(await gradient(root, x)).toEqual([0, 0.25, 0.5]);
});

test("pow at 0: exponents 0, 1 and 2 have finite derivatives; a tensor exponent's is 0", async () => {
  const x = variable([2], 0, 3);
  expect(await gradient(compute.pow(x, 0), x)).toEqual([0, 0]);
  expect(await gradient(compute.pow(x, 1), x)).toEqual([1, 1]);
  expect(await gradient(compute.pow(x, 2), x)).toEqual([0, 6]);
  const exponent = x.tape.variable(backend.fill([], 2));
  const power = compute.pow(x, exponent);
  expect((await gradient(power, exponent))[0]).toBeCloseTo(9 * Math.log(3), 5);
});

test("norm of order 1 at 0 and a minimum's tie use the subgradients of abs and maximum", async () => {
  const x = variable([3], 0, -2, 2);
  expect(await gradient(compute.norm(x, { order: 1 }), x)).toEqual([0, -1, 1]);
  expect(await gradient(compute.minimum(x, 0), x)).toEqual([0.5, 1, 0]);
});

test("logSoftmax keeps its digits at values near 1000", async () => {
  const x = variable([3], 1000, 1000.5, 999);
  const shift = Math.log(1 + Math.exp(0.5) + Math.exp(-1));
  const got = await read(compute.logSoftmax(x).tensor);
  for (const [i, rest] of [0, 0.5, -1].entries()) expect(got[i]).toBeCloseTo(rest - shift, 6);
});

test("no gradient reaches a condition or an index", () => {
  const x = variable([2], 1, 0);
  expect(compute.where(x, 1, 2).needsGradient).toBe(false);
  expect(compute.topK(x, 1).indices.needsGradient).toBe(false);
  expect(compute.stopGradient(x).needsGradient).toBe(false);
});

const matrix = variable([2, 3], 1, 2, 3, 4, 5, 6);
const on = (shape: Shape): Node => matrix.tape.constant(backend.fill(shape, 0));
const refusals: Readonly<Record<string, readonly [ErrorCode, () => unknown]>> = {
  "add of shapes that do not broadcast": ["bad-shape", () => compute.add(matrix, on([2]))],
  "add of two numbers": ["bad-param", () => compute.add(1, 2)],
  "where of shapes that do not broadcast": ["bad-shape", () => compute.where(on([4]), matrix, 0)],
  "matmul of other inner sizes": ["bad-shape", () => compute.matmul(matrix, matrix)],
  "matmul of a vector": ["bad-shape", () => compute.matmul(matrix, on([3]))],
  "matmul of stacks that do not broadcast": ["bad-shape", () => compute.matmul(on([2, 1, 3]), on([3, 3, 1]))],
  "sum over an axis that does not exist": ["bad-param", () => compute.sum(matrix, { axis: 2 })],
  "sum over an axis twice": ["bad-param", () => compute.sum(matrix, { axis: [1, -1] })],
  "norm of order 3": ["bad-param", () => compute.norm(matrix, { order: 3 as 2 })],
  "topK of more than there are": ["bad-param", () => compute.topK(matrix, 4)],
  "keepTopK of half an entry": ["bad-param", () => compute.keepTopK(matrix, 0.5)],
  "gather by a matrix": ["bad-shape", () => compute.gather(matrix, on([2, 2]))],
  "gatherAlong of other rows": ["bad-shape", () => compute.gatherAlong(matrix, on([3, 2]))],
  "scatterAdd of too few indices": ["bad-shape", () => compute.scatterAdd(matrix, on([3]), 0, 5)],
  "scatterAddAlong of another shape": ["bad-shape", () => compute.scatterAddAlong(matrix, on([2, 2]), 5)],
  "reshape to another size": ["bad-shape", () => compute.reshape(matrix, [5])],
  "transpose that forgets an axis": ["bad-param", () => compute.transpose(matrix, [0])],
  "broadcastTo a smaller shape": ["bad-shape", () => compute.broadcastTo(matrix, [1, 3])],
  "concat of other widths": ["bad-shape", () => compute.concat([matrix, on([2, 2])])],
  "slice beyond the end": ["bad-param", () => compute.slice(matrix, [0, 0], [2, 4])],
  "slice with too few axes": ["bad-param", () => compute.slice(matrix, [0], [2])],
  "linearRelu of another width": ["bad-shape", () => compute.linearRelu(matrix, on([2, 4]), on([4]))],
  "sparseDecode with a bias of another width": ["bad-shape", () => compute.sparseDecode(matrix, on([3, 4]), on([3]))],
};

test.each(Object.entries(refusals))("refuses %s", (_, [code, act]) => {
  expect(act).toThrowError(expect.toSatisfy((error: unknown) => isExampledonError(error, code)));
});

test("a shape error names the op and both shapes", () => {
  const parts = (() => {
    try {
      compute.sub(matrix, on([2]));
    } catch (error) {
      return isExampledonError(error) ? error.parts : undefined;
    }
  })();
  expect(parts).toMatchObject({ where: "sub", got: "[2 × 3] and [2]" });
});
