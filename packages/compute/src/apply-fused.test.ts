import { expect, test } from "vitest";
import { naiveBackend } from "../test/naive-backend.ts";
import {
  applyFused,
  type Backend,
  createTape,
  type FusedKernel,
  fusedOps,
  lossOps,
  type Node,
  spacedInputs,
  sparseDecode,
  square,
  sum,
  type Tensor,
} from "./index.ts";

const plain = naiveBackend("float32");

test("without a kernel every fused op is its composition", async () => {
  for (const definition of [...fusedOps, ...lossOps]) {
    for (const shapes of definition.exampleShapes) {
      const run = (apply: (nodes: readonly [Node, ...Node[]]) => Node): Tensor[] => {
        const tape = createTape(plain);
        const nodes = spacedInputs(definition.name, shapes).map(({ shape, data }) =>
          tape.variable(plain.upload(Float32Array.from(data), shape)),
        ) as [Node, ...Node[]];
        const output = apply(nodes);
        return [output.tensor, ...tape.gradients(sum(square(output)), nodes)];
      };
      const applied = run((nodes) => applyFused(definition, nodes));
      const composed = run((nodes) => definition.compose(nodes, {}));
      for (const [i, tensor] of applied.entries()) {
        expect(await plain.read(tensor)).toEqual(await plain.read(composed[i]!));
      }
    }
  }
}, 20_000);

test("a kernel replaces the composition, and is told which gradients are wanted", async () => {
  const wanted: (readonly boolean[])[] = [];
  const scale: FusedKernel = {
    forward: ([x], { factor }) => plain.primitives.binary("mul", x!, plain.fill([], factor!)),
    backward: ({ inputs, output, upstream, needs }, { factor }) => {
      wanted.push(needs);
      expect([inputs.length, output.shape]).toEqual([2, [2]]);
      return [plain.primitives.binary("mul", upstream, plain.fill([], factor!)), undefined];
    },
  };
  const backend: Backend = { ...plain, fused: { scale } };
  const tape = createTape(backend);
  const x = tape.variable(backend.upload(Float32Array.of(1, 2), [2]));
  const unused = tape.constant(backend.fill([2], 1));
  const definition = { name: "scale", compose: (): Node => expect.fail("the kernel must be used") };
  const output = applyFused(definition, [x, unused], { factor: 3 });
  expect(Array.from(await backend.read(output.tensor))).toEqual([3, 6]);
  expect(Array.from(await backend.read(tape.gradients(sum(output), [x])[0]!))).toEqual([3, 3]);
  expect(wanted).toEqual([[true, false]]);
});

test("sparseDecode gives silent codes no gradient and the decoder the gradient of a matrix product", async () => {
  const tape = createTape(plain);
  const put = (shape: readonly number[], ...data: number[]): Node =>
    tape.variable(plain.upload(Float32Array.from(data), shape));
  const [codes, decoder, bias] = [put([2, 2], 0, 2, 3, 0), put([2, 2], 1, 2, 3, 4), put([2], 10, 20)];
  const output = sparseDecode(codes, decoder, bias);
  expect(Array.from(await plain.read(output.tensor))).toEqual([16, 28, 13, 26]);
  const gradients = tape.gradients(sum(output), [codes, decoder, bias]);
  const [ofCodes, ofDecoder, ofBias] = await Promise.all(gradients.map((gradient) => plain.read(gradient)));
  expect(Array.from(ofCodes!)).toEqual([0, 7, 3, 0]);
  expect(Array.from(ofDecoder!)).toEqual([3, 3, 2, 2]);
  expect(Array.from(ofBias!)).toEqual([2, 2]);
});
