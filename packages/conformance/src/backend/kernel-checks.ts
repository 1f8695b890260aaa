import {
  type AdamStep,
  applyFused,
  type Backend,
  composedAdam,
  type FusedDefinition,
  fusedOps,
  lossOps,
} from "@exampledon/compute";
import { type Check, violation } from "../check.ts";
import { assertClose, assertShape } from "./assert-close.ts";
import { type Input, sparse, uniform, uploadAll } from "./op-case.ts";
import { referenceBackend } from "./reference-backend.ts";
import type { ReferenceTensor } from "./reference-tensor.ts";
import { differentiate } from "./training-run.ts";

const ops: readonly FusedDefinition[] = /* @__PURE__ */ [fusedOps, lossOps].flat();

/** Fused and update kernels against the compositions that define them, forward and gradient. */
export function kernelChecks(backend: () => Promise<Backend>): Check[] {
  return [
    {
      name: "fused-kernels-are-defined",
      run: async () => {
        for (const name of Object.keys((await backend()).fused)) {
          if (!ops.some((op) => op.name === name)) {
            violation(
              "every fused kernel must have a definition in fusedOps or lossOps",
              name,
              "define it, or drop the kernel",
            );
          }
        }
      },
    },
    ...ops.map((op) => ({
      name: `fused-${op.name}`,
      run: async () => {
        for (const shapes of op.exampleShapes) {
          await compareFused(
            await backend(),
            op,
            shapes.map((shape, i) => uniform(`input ${i}`, shape)),
          );
          await compareFused(
            await backend(),
            op,
            shapes.map((shape, i) => sparse(`input ${i}`, shape, i === 0 ? 0.05 : 1)),
          );
        }
      },
    })),
    { name: "update-adam", run: async () => compareAdam(await backend()) },
  ];
}

async function compareFused(backend: Backend, op: FusedDefinition, inputs: readonly Input[]): Promise<void> {
  const label = `${op.name} of ${inputs.map(({ shape }) => `[${shape}]`).join(", ")}`;
  const before = backend.live().tensors;
  const found = differentiate(
    backend,
    ([first, ...rest]) => applyFused(op, [first!, ...rest], op.exampleAttributes),
    inputs,
  );
  const wanted = differentiate(referenceBackend, (nodes) => op.compose(nodes, op.exampleAttributes ?? {}), inputs);
  const pairs = [
    [label, found.value, wanted.value],
    ...inputs.map((_, i) => [`${label}, gradient of input ${i}`, found.gradients[i]!, wanted.gradients[i]!] as const),
  ] as const;
  for (const [name, tensor, reference] of pairs) {
    assertShape(name, tensor.shape, reference.shape);
    const { data } = reference as ReferenceTensor;
    assertClose(name, reference.shape, await backend.read(tensor), data, backend.tolerance.op);
  }
  for (const tensor of [found.value, ...found.gradients]) backend.dispose(tensor);
  const leaked = backend.live().tensors - before;
  if (leaked !== 0) violation(`${label}: must leave no tensors behind`, leaked, "free the kernel's temporaries");
}

async function compareAdam(backend: Backend): Promise<void> {
  const step: AdamStep = {
    learningRate: 0.05,
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-8,
    correction1: 1 - 0.9 ** 3,
    correction2: 1 - 0.99 ** 3,
  };
  const inputs = [
    uniform("target", [7, 5]),
    uniform("gradient", [7, 5]),
    uniform("first", [7, 5]),
    uniform("second", [7, 5], 0, 1),
  ];
  const update = backend.updates.adam ?? composedAdam(backend);
  const found = uploadAll(backend, inputs);
  const wanted = uploadAll(referenceBackend, inputs);
  for (let round = 0; round < 3; round++) {
    const [target, gradient, first, second] = found;
    update(target!, gradient!, first!, second!, step);
    const [aim, slope, mean, square] = wanted;
    composedAdam(referenceBackend)(aim!, slope!, mean!, square!, step);
  }
  for (const [i, name] of ["target", "gradient", "first moment", "second moment"].entries()) {
    const { shape, data } = wanted[i] as ReferenceTensor;
    assertClose(`adam, three steps: ${name}`, shape, await backend.read(found[i]!), data, backend.tolerance.op);
    backend.dispose(found[i]!);
  }
}
