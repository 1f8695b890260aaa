import { cpuBackend } from "@exampledon/backend-cpu";
import { createAdam, createTape, exp, mul, type Node, sum, type Tensor } from "@exampledon/compute";
import { expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { jumpCount, jumpRelu } from "./jump.ts";

const ROUNDING = 1e-6;
const BANDWIDTH = 0.4;
// One latent with threshold 1; its window is (0.8, 1.2).
const H = [-1, 0.5, 0.81, 0.99, 1.01, 1.19, 1.3, 2];
const [THRESHOLD] = [1];

function setUp() {
  const backend = cpuBackend();
  const tape = createTape(backend);
  const h = tape.variable(backend.upload(Float32Array.from(H), [H.length, 1]));
  const threshold = tape.variable(backend.upload(Float32Array.of(THRESHOLD!), [1]));
  const gradients = async (loss: Node) =>
    Promise.all(tape.gradients(loss, [h, threshold]).map((tensor: Tensor) => backend.read(tensor)));
  return { backend, tape, h, threshold, gradients };
}

test("JumpReLU keeps what exceeds the threshold as it is, and does not shrink it", async () => {
  const { backend, h, threshold } = setUp();
  const codes = await backend.read(jumpRelu(h, threshold, BANDWIDTH).tensor);
  expect([...codes]).toEqual([...Float32Array.from(H, (value) => (value > 1 ? value : 0))]);
});

test("the pseudo-gradient reaches the threshold from both sides of the jump, and only from its window", async () => {
  const { backend, tape, h, threshold, gradients } = setUp();
  const weights = tape.constant(backend.upload(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), [H.length, 1]));
  const [toH, toThreshold] = await gradients(sum(mul(jumpRelu(h, threshold, BANDWIDTH), weights)));
  expect([...toH!]).toEqual([0, 0, 0, 0, 5, 6, 7, 8]);
  // −(t/ε) times the weights of the samples in the window, silent ones included.
  expect(relativeError(toThreshold!, [(-1 / BANDWIDTH) * (3 + 4 + 5 + 6)])).toBeLessThan(ROUNDING);
});

test("the count's gradient goes to the threshold alone, and is 0 when no sample is in the window", async () => {
  const { h, threshold, gradients } = setUp();
  const [toH, toThreshold] = await gradients(mul(sum(jumpCount(h, threshold, BANDWIDTH)), 2));
  expect([...toH!]).toEqual(H.map(() => 0));
  expect(relativeError(toThreshold!, [(-2 / BANDWIDTH) * 4])).toBeLessThan(ROUNDING);
  const narrow = setUp();
  const [, none] = await narrow.gradients(sum(jumpCount(narrow.h, narrow.threshold, 0.01)));
  expect(Math.abs(none![0]!)).toBe(0);
});

test("the count is that of samples above the threshold, not of codes that were cut by it", async () => {
  const { backend, h, threshold } = setUp();
  expect([...(await backend.read(jumpCount(h, threshold, BANDWIDTH).tensor))]).toEqual([4]);
});

test("under Adam a threshold of 0.01 moves by the learning rate a step, its logarithm by a hundredth of that", async () => {
  const [first, rate, steps] = [0.01, 1e-4, 20];
  const moved = async (logarithm: boolean): Promise<number> => {
    const backend = cpuBackend();
    const start = logarithm ? Math.log(first!) : first!;
    const parameter = backend.upload(Float32Array.of(start), [1]);
    const adam = createAdam(backend, { parameter });
    for (let step = 0; step < steps!; step++) {
      backend.scope(() => {
        const tape = createTape(backend);
        const node = tape.variable(parameter);
        const h = tape.constant(backend.fill([4, 1], first!));
        const loss = sum(jumpCount(h, logarithm ? exp(node) : node, BANDWIDTH));
        adam.step({ parameter: tape.gradients(loss, [node])[0]! }, rate!);
      });
    }
    const [end] = await backend.read(parameter);
    return (logarithm ? Math.exp(end!) : end!) - first!;
  };
  const [raw, logarithmic] = [await moved(false), await moved(true)];
  expect(relativeError([raw], [steps! * rate!])).toBeLessThan(1e-3);
  expect(logarithmic / raw).toBeLessThan(0.011);
  expect(logarithmic).toBeGreaterThan(0);
});
