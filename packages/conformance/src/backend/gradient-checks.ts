import { type Backend, createTape } from "@exampledon/compute";
import type { Check } from "../check.ts";
import { assertClose, assertShape } from "./assert-close.ts";
import { type GradientCase, gradientCases } from "./gradient-cases.ts";
import { referenceBackend } from "./reference-backend.ts";
import { type ReferenceTensor, referenceTensor } from "./reference-tensor.ts";
import { differentiate, weightsFor } from "./training-run.ts";

/** Step of the central differences, in float64: its error, about h², stays below every backend's tolerance. */
const STEP = 1e-5;
const DIFFERENCE_ERROR = 1e-8;

/** The gradient of every op on this backend, against central differences of the op in float64. */
export function gradientChecks(backend: () => Promise<Backend>): Check[] {
  const groups = new Map<string, GradientCase[]>();
  for (const each of gradientCases()) groups.set(each.op, [...(groups.get(each.op) ?? []), each]);
  return [...groups].map(([op, cases]) => ({
    name: `gradient-${op}`,
    run: async () => {
      const subject = await backend();
      for (const each of cases) await compare(subject, each);
    },
  }));
}

async function compare(backend: Backend, { op, inputs, build }: GradientCase): Promise<void> {
  const { value, gradients } = differentiate(backend, build, inputs);
  const bound = Math.max(backend.tolerance.op, DIFFERENCE_ERROR);
  for (const [i, gradient] of gradients.entries()) {
    const { shape } = inputs[i]!;
    assertShape(`gradient of ${op}, input ${i}`, gradient.shape, shape);
    const differences = centralDifferences({ op, inputs, build }, i);
    assertClose(`gradient of ${op}, input ${i}`, shape, await backend.read(gradient), differences, bound);
  }
  for (const tensor of [value, ...gradients]) backend.dispose(tensor);
}

function centralDifferences({ inputs, build }: GradientCase, varied: number): Float64Array {
  const data = inputs.map((input) => Float64Array.from(input.data));
  const loss = (): number => {
    const tape = createTape(referenceBackend);
    const nodes = inputs.map(({ shape }, i) => tape.constant(referenceTensor(shape, data[i]!)));
    const { shape, tensor } = build(nodes);
    const weights = weightsFor(shape).data;
    return (tensor as ReferenceTensor).data.reduce((sum, value, i) => sum + value * weights[i]!, 0);
  };
  return data[varied]!.map((_, at) => {
    const place = data[varied]!;
    const centre = place[at]!;
    place[at] = centre + STEP;
    const above = loss();
    place[at] = centre - STEP;
    const below = loss();
    place[at] = centre;
    return (above - below) / (2 * STEP);
  });
}
