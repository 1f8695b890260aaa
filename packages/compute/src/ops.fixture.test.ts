import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CaseAttributes, fixtureOps } from "../test/fixture-ops.ts";
import { encodeFor, naiveBackend } from "../test/naive-backend.ts";
import { createTape, mul, type Shape, sum, type Tensor, topK } from "./index.ts";

interface FixtureTensor {
  readonly shape: Shape;
  readonly data: readonly number[];
}

interface FixtureCase {
  readonly op: string;
  readonly name: string;
  readonly attributes: CaseAttributes;
  readonly inputs: readonly FixtureTensor[];
  readonly integer_inputs?: Readonly<Record<string, FixtureTensor>>;
  readonly output: FixtureTensor;
  readonly upstream?: FixtureTensor;
  readonly input_gradients?: readonly FixtureTensor[];
}

// Computed by PyTorch in float64 from float32 inputs and printed to 9 digits.
const { cases } = JSON.parse(readFileSync(new URL("../fixtures/ops.json", import.meta.url), "utf8")) as {
  readonly cases: readonly FixtureCase[];
};
const printed = 1e-8;

/** Undoes the printing: the float32 that a number was, unless it was none (the softmax family has inputs 3x). */
const unprinted = (value: number): number => {
  const single = Math.fround(value);
  return Number(single.toPrecision(9)) === value ? single : value;
};

/** `max |a − b| / max |b|`, absolute where all of b is 0. */
function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  const largest = Math.max(...Array.from(b, Math.abs));
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!))) / (largest || 1);
}

describe.each(["float64", "float32"] as const)("fixture ops in %s", (precision) => {
  test.each(cases)("$name", async ({ op, attributes, inputs, integer_inputs, output, upstream, input_gradients }) => {
    const backend = naiveBackend(precision);
    const before = backend.live();
    const bound = Math.max(backend.tolerance.op, printed);
    const put = ({ data, shape }: FixtureTensor): Tensor =>
      backend.upload(encodeFor(backend)(data.map(unprinted)), shape);
    const { value, gradients, indices } = backend.scope(() => {
      const tape = createTape(backend);
      const nodes = inputs.map((input) => tape.variable(put(input)));
      const integers = Object.fromEntries(
        Object.entries(integer_inputs ?? {}).map(([key, tensor]) => [key, tape.constant(put(tensor))]),
      );
      const result = fixtureOps[op]!(nodes, attributes, integers);
      const gradients = upstream
        ? tape.gradients(sum(mul(result, tape.constant(put(upstream)))), nodes)
        : ([] as Tensor[]);
      const indices = op === "topk" ? topK(nodes[0]!, attributes.k!).indices.tensor : undefined;
      return { value: result.tensor, gradients, indices };
    });
    expect(value.shape).toEqual(output.shape);
    expect(deviation(await backend.read(value), output.data)).toBeLessThanOrEqual(bound);
    for (const [i, expected] of (input_gradients ?? []).entries()) {
      expect(gradients[i]!.shape).toEqual(expected.shape);
      expect(deviation(await backend.read(gradients[i]!), expected.data)).toBeLessThanOrEqual(bound);
    }
    const expectedIndices = integer_inputs?.expected_indices;
    if (indices && expectedIndices) expect(Array.from(await backend.read(indices))).toEqual(expectedIndices.data);
    for (const tensor of [value, ...gradients, ...(indices ? [indices] : [])]) backend.dispose(tensor);
    expect(backend.live()).toEqual(before);
  });
});
