import {
  type Backend,
  createTape,
  matmul,
  type Node,
  square,
  sum,
  type TargetNetwork,
  type Tensor,
} from "@exampledon/compute";
import {
  fail,
  type Matrix,
  matrix,
  multiply,
  normalizeRows,
  type Rng,
  rowNorms,
  selectRows,
  stackRows,
} from "@exampledon/core";
import type { ActivationSource, SiteMechanisms } from "@exampledon/decomposer";
import { differentFirst } from "./different-first.ts";
import type { Initialisation } from "./initialisation.ts";
import { overlaps, scaleRows } from "./rows.ts";

/** What {@link attributed} looks at. */
export interface AttributedOptions {
  readonly network: TargetNetwork;
  readonly source: ActivationSource;
  readonly backend: Backend;
}

/** Samples that go through the network together. */
const CHUNK = 1000;
/** Samples to choose from for each component. */
const POOL = 4;
/** Samples looked at for each component at most: on some the outputs do not depend on the site. */
const LOOKS = 20;

/**
 * Read rows along random activations; write rows along the gradient of the outputs' squared length at what the site gives
 * for them, each as long as its overlap with the weights, and all scaled by the one factor that brings their sum nearest to
 * the weights. Samples whose gradients differ come first, so that what is on rarely is started at, too. It sees inputs,
 * weights and how outputs depend on the site, and nothing of what is planted. What a rectifier shuts off is not in the write:
 * where one circuit is on, with an output of its own, the write is that output.
 * @throws `bad-param` at the start of a fit when outputs depend on the site for too few samples
 */
export function attributed(options: AttributedOptions): Initialisation {
  return {
    title: "reads along random activations, writes along what outputs depend on",
    factors: async ({ site, rng, count, weights }) => {
      const pool = await answered(options, site, count, rng.split("attributed"));
      const directions = normalizeRows(pool.write);
      const rows = (await differentFirst(options.backend, directions, CHUNK)).slice(0, count);
      const read = normalizeRows(selectRows(pool.read, rows));
      const direction = selectRows(directions, rows);
      const write = scaleRows(direction, overlaps(read, direction, weights));
      const share = shareOf(multiply(read, write, { transposeA: true }), weights);
      return { read, write: scaleRows(write, new Float64Array(count).fill(share)) };
    },
  };
}

/** Activations on which outputs depend on the site, and the gradients there: {@link POOL} of each for a component where there are as many. */
async function answered(
  options: AttributedOptions,
  site: string,
  count: number,
  samples: Rng,
): Promise<SiteMechanisms> {
  const parts: SiteMechanisms[] = [];
  let found = 0;
  let looked = 0;
  for (; found < POOL * count && looked < LOOKS * count; looked += CHUNK) {
    const { read, write } = await gradientsAt(options, site, options.source.sample(samples, CHUNK));
    const rows = [...rowNorms(write).entries()].flatMap(([row, length]) => (length > 0 ? [row] : []));
    parts.push({ read: selectRows(read, rows), write: selectRows(write, rows) });
    found += rows.length;
  }
  if (found < count) {
    fail("bad-param", {
      where: `attributed: site ${site}`,
      problem: `outputs must depend on the site for ${count} of ${looked} samples`,
      got: found,
      cure: "start this site in another way, such as overlap",
    });
  }
  return { read: stackRows(...parts.map(({ read }) => read)), write: stackRows(...parts.map(({ write }) => write)) };
}

/** What a site reads, and the gradient of the outputs' squared length at what it gives. */
async function gradientsAt(
  { network, backend }: AttributedOptions,
  site: string,
  { rows, cols, data }: Matrix,
): Promise<SiteMechanisms> {
  const [read, write] = backend.scope(() => {
    const tape = createTape(backend);
    const constant = (m: Matrix): Node => tape.constant(backend.upload(m.data, [m.rows, m.cols]));
    const weights = new Map(network.sites.map((each) => [each.name, constant(each.weights)]));
    let asked: { readonly a: Node; readonly product: Node } | undefined;
    const outputs = network.forward(constant(matrix(rows, cols, data)), (name, a) => {
      const product = matmul(a, weights.get(name)!);
      if (name !== site) return product;
      asked = { a, product: tape.variable(product.tensor) };
      return asked.product;
    });
    return [asked!.a.tensor, tape.gradients(sum(square(outputs)), [asked!.product])[0]!];
  });
  const toMatrix = async (tensor: Tensor): Promise<Matrix> => {
    const found = matrix(rows, tensor.shape[1]!, await backend.read(tensor));
    backend.dispose(tensor);
    return found;
  };
  return { read: await toMatrix(read!), write: await toMatrix(write!) };
}

/** The factor on `sum` that brings it nearest to the weights. */
function shareOf(sum: Matrix, weights: Matrix): number {
  let along = 0;
  let square = 0;
  sum.data.forEach((value, at) => {
    along += value * weights.data[at]!;
    square += value * value;
  });
  return square > 0 ? along / square : 1;
}
