import { describe, expect, test } from "vitest";
import { naiveBackend } from "../../test/naive-backend.ts";
import { checkGradient, spacedInputs } from "../check-gradient.ts";
import { createTape } from "../create-tape.ts";
import type { Node } from "../tape.ts";
import { mul } from "./arithmetic.ts";
import { affineGate, gatedMask, powerTotals, smoothL0Totals } from "./gates.ts";
import { lowerLeaky, upperLeaky } from "./leaky.ts";
import { sum } from "./reductions.ts";

// Away from the kinks at 0 and 1 by more than the differences reach.
const gate = { shape: [2, 3], data: [0.3, -0.7, 1.6, 0.55, 2.2, -1.4] };
const x = { shape: [2, 3], data: [0.9, -1.2, 0.4, 1.7, -0.6, 0.8] };
const sources = { shape: [2, 3], data: [0.2, 0.9, 0.4, 0.7, 0.1, 0.6] };
const shared = { shape: [1, 3], data: [0.2, 0.9, 0.4] };

describe("gradients agree with central differences", () => {
  test.each([
    ["affineGate", spacedInputs("gate", [[4, 3], [3], [3]]), ([a, w, b]: readonly Node[]) => affineGate(a!, w!, b!)],
    ["gatedMask", [x, gate, sources], ([a, g, r]: readonly Node[]) => gatedMask(a!, g!, r!)],
    ["gatedMask, one source for all", [x, gate, shared], ([a, g, r]: readonly Node[]) => gatedMask(a!, g!, r!)],
    ["smoothL0Totals", [gate], ([g]: readonly Node[]) => smoothL0Totals(g!, { gamma: 0.6 })],
    ["powerTotals", [gate], ([g]: readonly Node[]) => powerTotals(g!, { exponent: 0.9, epsilon: 0.1 })],
    ["upperLeaky", [gate], ([g]: readonly Node[]) => upperLeaky(g!)],
    ["lowerLeaky", [gate], ([g]: readonly Node[]) => lowerLeaky(g!)],
  ] as const)("%s", async (name, inputs, run) => {
    const check = await checkGradient(naiveBackend("float32"), { name, inputs: [...inputs], run });
    expect(check).toMatchObject({ ok: true });
  });
});

async function gradientOf(values: readonly number[], upstream: readonly number[], run: (node: Node) => Node) {
  const backend = naiveBackend("float32");
  const tape = createTape(backend);
  const node = tape.variable(backend.upload(Float32Array.from(values), [values.length]));
  const weights = tape.constant(backend.upload(Float32Array.from(upstream), [values.length]));
  const output = run(node);
  const [gradient] = tape.gradients(sum(mul(output, weights)), [node]);
  return { output: [...(await backend.read(output.tensor))], gradient: [...(await backend.read(gradient!))] };
}

const half = Math.fround(0.005);
const slope = Math.fround(0.01);

test("what a lower leaky sigmoid passes below 0, at 0, at 1 and above", async () => {
  const values = [-0.5, 0, 0.5, 1, 1.5];
  const up = [2, 2, 2, 2, 2];
  expect(await gradientOf(values, up, (node) => lowerLeaky(node))).toEqual({
    output: [-half, 0, 0.5, 1, 1],
    gradient: [2 * slope, 2 * slope, 2, 2, 0],
  });
  expect(await gradientOf(values, up, (node) => lowerLeaky(node, { leak: "gradient" }))).toEqual({
    output: [0, 0, 0.5, 1, 1],
    gradient: [2 * slope, 2 * slope, 2, 2, 0],
  });
  const rising = (node: Node) => lowerLeaky(node, { leak: "rising" });
  expect((await gradientOf(values, up, rising)).gradient).toEqual([0, 0, 2, 2, 0]);
  expect((await gradientOf(values, [-2, -2, -2, -2, -2], rising)).gradient).toEqual([
    -2 * slope,
    -2 * slope,
    -2,
    -2,
    0,
  ]);
});

test("the upper leaky sigmoid is flat below 0 and leaks above 1: the other way round than the lower", async () => {
  const found = await gradientOf([-0.5, 0, 0.5, 1, 2], [1, 1, 1, 1, 1], (node) => upperLeaky(node));
  expect(found.gradient).toEqual([0, 0, 1, 1, slope]);
  expect(found.output.slice(0, 4)).toEqual([0, 0, 0.5, 1]);
  expect(found.output[4]).toBeCloseTo(1.01, 6);
});

test("a fully important component is passed whatever the source, an unimportant one as its source says", async () => {
  const found = await gradientOf([2, 2], [1, 1], (node) => {
    const { tape } = node;
    const upload = (data: number[]) => tape.constant(tape.backend.upload(Float32Array.from(data), [1, 2]));
    const values = tape.constant(tape.backend.upload(Float32Array.from([3, 5]), [1, 2]));
    return sum(gatedMask(values, upload([1.7, 0]), upload([0.25, 0.25])), { axis: 0 });
  });
  expect(found.output).toEqual([3, 1.25]);
});

test("smooth L0 is 1 per sample at importance 1 whatever gamma, and counts as gamma falls", async () => {
  const count = async (gamma: number, values: readonly number[]) => {
    const backend = naiveBackend("float32");
    const tape = createTape(backend);
    const node = tape.constant(backend.upload(Float32Array.from(values), [values.length, 1]));
    return (await backend.read(smoothL0Totals(node, { gamma }).tensor))[0]!;
  };
  for (const gamma of [0.01, 0.3, 1]) expect(await count(gamma, [1, 1])).toBeCloseTo(2, 5);
  expect(await count(0.001, [0.5, -3, 0.2])).toBeCloseTo(2, 3);
});

test("shapes that do not fit are refused", () => {
  const backend = naiveBackend("float32");
  const tape = createTape(backend);
  const node = (...shape: number[]) => tape.constant(backend.fill(shape, 1));
  const refused = (body: () => unknown) =>
    expect(body).toThrow(expect.objectContaining({ code: "bad-shape" }) as never);
  refused(() => affineGate(node(2, 3), node(2), node(3)));
  refused(() => gatedMask(node(2, 3), node(2, 3), node(3)));
  refused(() => gatedMask(node(2, 3), node(1, 3), node(2, 3)));
  refused(() => smoothL0Totals(node(3), { gamma: 1 }));
  refused(() => powerTotals(node(3), { exponent: 1 }));
});
