import {
  add,
  type Backend,
  createTape,
  matmul,
  mul,
  type Node,
  sub,
  type Tensor,
  tensorMath,
} from "@exampledon/compute";
import { assertCols, assertFinite, fail, type Matrix, matrix, type Rng } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { uniforms } from "./fill-uniform.ts";
import { outputError } from "./output-error.ts";

/** How {@link adversarialMasks} searches. */
export interface AdversarialOptions {
  readonly backend: Backend;
  /** Where the sources start: uniform in [0, 1], a stream for each site. */
  readonly rng: Rng;
  /** Default 20. */
  readonly steps?: number;
  /** How far a source moves in a step. Default 0.1. */
  readonly stepSize?: number;
  /** Whether what the components leave of each matrix takes part, with a source of its own. Default true. */
  readonly remainder?: boolean;
}

/** What an adversary found. */
export interface AdversarialResult {
  /** Mean squared error of an output under the last masks. */
  readonly error: number;
  /** The same relative to the mean square of an output of the network. */
  readonly relativeError: number;
  /** Sources by site, `[1 × components]`: component c of every sample is masked by `g + (1 − g) source`. */
  readonly sources: Readonly<Record<string, Matrix>>;
}

/**
 * The worst masks that leave important components on: sources shared by all samples climb the error of the outputs along
 * the sign of its gradient, kept in [0, 1]. A decomposition must survive them before it can say that the rest does not
 * matter; random masks are kinder.
 * @param x inputs `[batch × inputs]`
 * @throws `bad-shape`, `not-finite`, `bad-param`
 */
export async function adversarialMasks(
  decomposition: ParameterDecomposition,
  x: Matrix,
  { backend, rng, steps = 20, stepSize = 0.1, remainder = true }: AdversarialOptions,
): Promise<AdversarialResult> {
  const { method, network, sites } = decomposition;
  const where = `${method}: adversarialMasks`;
  assertCols(where, x, network.inputs);
  assertFinite(where, x);
  if (!(Number.isInteger(steps) && steps >= 0 && stepSize > 0)) {
    fail("bad-param", {
      where,
      problem: "steps must be a whole number ≥ 0 and stepSize > 0",
      got: { steps, stepSize },
      cure: "leave them out for 20 steps of 0.1",
    });
  }
  const importances = await decomposition.importances(x);
  const names = sites.flatMap(({ name }) => (remainder ? [name, `${name} remainder`] : [name]));
  const sources = names.map((name, i): Tensor => {
    const width = remainder && i % 2 === 1 ? 1 : decomposition.site(name).components;
    return backend.upload(uniforms(rng.split(name), width), [1, width]);
  });
  try {
    for (let step = 0; step < steps; step++) {
      backend.scope(() => {
        const { error, nodes } = attack(decomposition, backend, x, importances, names, sources);
        const { add, binary, mul, primitives, unary } = tensorMath(backend);
        error.tape.gradients(error, nodes).forEach((gradient, i) => {
          const moved = add(sources[i]!, mul(stepSize, unary("sign", gradient)));
          primitives.assignInPlace(sources[i]!, binary("minimum", binary("maximum", moved, 0), 1));
        });
      });
    }
    const last = backend.scope(() => {
      const { error, size } = attack(decomposition, backend, x, importances, names, sources);
      return [error.tensor, size.tensor] as const;
    });
    const [error, size] = [(await backend.read(last[0]))[0]!, (await backend.read(last[1]))[0]!];
    for (const tensor of last) backend.dispose(tensor);
    const found: Record<string, Matrix> = {};
    for (const [i, name] of names.entries()) {
      if (remainder && i % 2 === 1) continue;
      found[name] = matrix(1, sources[i]!.shape[1]!, await backend.read(sources[i]!));
    }
    return { error, relativeError: error / size, sources: found };
  } finally {
    for (const tensor of sources) backend.dispose(tensor);
  }
}

function attack(
  decomposition: ParameterDecomposition,
  backend: Backend,
  x: Matrix,
  importances: Readonly<Record<string, Matrix>>,
  names: readonly string[],
  sources: readonly Tensor[],
): { readonly error: Node; readonly size: Node; readonly nodes: readonly Node[] } {
  const { network, sites } = decomposition;
  const tape = createTape(backend);
  const constant = ({ data, rows, cols }: Matrix): Node => tape.constant(backend.upload(data, [rows, cols]));
  const nodes = sources.map((source) => tape.variable(source));
  const nodeOf = (name: string): Node | undefined => nodes[names.indexOf(name)];
  const input = constant(x);
  const target = network.forward(input, (site, a) =>
    matmul(a, constant(network.sites.find(({ name }) => name === site)!.weights)),
  );
  const masks = sites.map(({ name }) => {
    const g = constant(importances[name]!);
    return [name, add(g, mul(sub(1, g), nodeOf(name)!))] as const;
  });
  const remainders = sites.flatMap(({ name }) => {
    const share = nodeOf(`${name} remainder`);
    return share ? [[name, share] as const] : [];
  });
  const outputs = decomposition.forward(input, Object.fromEntries(masks), Object.fromEntries(remainders));
  return { error: outputError(outputs, target, "mean"), size: outputError(target, mul(target, 0), "mean"), nodes };
}
