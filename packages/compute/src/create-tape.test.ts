import { isExampledonError } from "@exampledon/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { naiveBackend } from "../test/naive-backend.ts";
import { add, createTape, mul, type Shape, sizeOf, square, stopGradient, sub, sum, type Tensor } from "./index.ts";

const backend = naiveBackend("float32");
const vector = (...data: number[]): Tensor => backend.upload(Float32Array.from(data), [data.length]);
const read = async (tensor: Tensor): Promise<number[]> => Array.from(await backend.read(tensor));

test("a node used twice gets both contributions", async () => {
  const tape = createTape(backend);
  const x = tape.variable(vector(2, -3));
  const [gradient] = tape.gradients(sum(add(mul(x, x), x)), [x]);
  expect(await read(gradient!)).toEqual([5, -5]);
});

test("a diamond sums its branches once each", async () => {
  const tape = createTape(backend);
  const x = tape.variable(vector(3));
  const shared = square(x);
  const loss = sum(mul(add(shared, 1), sub(shared, 2)));
  // (s + 1)(s − 2) with s = x²: derivative (2s − 1) · 2x = 17 · 6.
  expect(await read(tape.gradients(loss, [x])[0]!)).toEqual([102]);
});

test("gradients of inner nodes and of the loss itself", async () => {
  const tape = createTape(backend);
  const x = tape.variable(vector(1, 2));
  const inner = mul(x, 3);
  const loss = sum(square(inner));
  const [ofInner, ofLoss, ofX] = tape.gradients(loss, [inner, loss, x]);
  expect(await read(ofInner!)).toEqual([6, 12]);
  expect(await read(ofLoss!)).toEqual([1]);
  expect(await read(ofX!)).toEqual([18, 36]);
});

test("no gradient is computed towards constants, stopped nodes, or what was not asked for", async () => {
  const tape = createTape(backend);
  const x = tape.variable(vector(2));
  const asked: boolean[][] = [];
  const probe = (a: typeof x, b: typeof x): typeof x =>
    tape.record(backend.primitives.binary("mul", a.tensor, b.tensor), [a, b], (upstream, needs) => {
      asked.push([...needs]);
      return [needs[0] ? upstream : undefined, needs[1] ? upstream : undefined];
    });
  const other = tape.variable(vector(5));
  const loss = sum(add(probe(x, tape.constant(vector(7))), add(probe(stopGradient(x), x), probe(other, other))));
  expect(await read(tape.gradients(loss, [x])[0]!)).toEqual([2]);
  expect(asked).toEqual([
    [false, true],
    [true, false],
  ]);
  expect(mul(tape.constant(vector(1)), 2).needsGradient).toBe(false);
});

test("zeros where the loss does not depend on a node", async () => {
  const tape = createTape(backend);
  const [x, y] = [tape.variable(vector(1)), tape.variable(vector(1, 2))];
  expect(await read(tape.gradients(sum(x), [y])[0]!)).toEqual([0, 0]);
  expect(await read(tape.gradients(sum(tape.constant(vector(1))), [y])[0]!)).toEqual([0, 0]);
});

test("the caller can free every gradient once", () => {
  const before = backend.live();
  const gradients = backend.scope(() => {
    const tape = createTape(backend);
    const [a, b] = [tape.variable(vector(1, 2)), tape.variable(vector(3, 4))];
    return tape.gradients(sum(add(a, b)), [a, b, a]);
  });
  for (const gradient of gradients) backend.dispose(gradient);
  expect(backend.live()).toEqual(before);
});

test("refuses other tapes, other backends, losses that are no scalar, gradients of constants", () => {
  const tape = createTape(backend);
  const x = tape.variable(vector(1, 2));
  const foreign = createTape(backend).variable(vector(1, 2));
  const elsewhere = naiveBackend("float64").fill([2], 0);
  const refusals: readonly (readonly [() => unknown, "bad-param" | "bad-shape"])[] = [
    [() => add(x, foreign), "bad-param"],
    [() => tape.constant(elsewhere), "bad-param"],
    [() => tape.gradients(x, [x]), "bad-shape"],
    [() => tape.gradients(sum(x), [tape.constant(vector(1))]), "bad-param"],
    [() => tape.gradients(sum(foreign), [x]), "bad-param"],
    [() => tape.gradients(sum(tape.record(vector(1, 2), [x], () => [vector(1)])), [x]), "bad-shape"],
  ];
  for (const [act, code] of refusals) {
    expect(act).toThrowError(expect.toSatisfy((error: unknown) => isExampledonError(error, code)));
  }
});

test("broadcasting is undone: each entry's gradient counts how often it was repeated", async () => {
  const shapes = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("both", "left", "right")), {
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(shapes, fc.nat(4), async (axes, dropped) => {
      const a = axes.map(([size, side]) => (side === "right" ? 1 : size));
      const b = axes.map(([size, side]) => (side === "left" ? 1 : size)).slice(dropped);
      const gradients = backend.scope(() => {
        const tape = createTape(backend);
        const put = (shape: Shape) => tape.variable(backend.fill(shape, 1));
        const [x, y] = [put(a), put(b)];
        const total = add(x, y);
        return { total: sizeOf(total.shape), list: tape.gradients(sum(total), [x, y]) };
      });
      for (const [i, shape] of [a, b].entries()) {
        expect(gradients.list[i]!.shape).toEqual(shape);
        const repeats = gradients.total / sizeOf(shape);
        expect(await read(gradients.list[i]!)).toEqual(new Array(sizeOf(shape)).fill(repeats));
      }
    }),
    { numRuns: 60, seed: 1 },
  );
});
