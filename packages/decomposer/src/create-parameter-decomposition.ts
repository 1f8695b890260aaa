import {
  add,
  type Backend,
  createTape,
  matmul,
  mul,
  type Node,
  reshape,
  sub,
  type Tape,
  type TargetNetwork,
} from "@exampledon/compute";
import { assertCols, assertFinite, fail, type Matrix, matrix, multiply } from "@exampledon/core";
import { packFloats } from "./pack-floats.ts";
import type { ParameterDecomposition, SiteComponents, SiteFactors } from "./parameter-contract.ts";
import { siteComponents } from "./site-components.ts";

/** What a parameter decomposition is made of. */
export interface ParameterDecompositionParts {
  /** Id of the method that found it. */
  readonly method: string;
  /** The method's parameters, JSON-safe. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly network: TargetNetwork;
  /** Where outputs are computed; must stay alive. */
  readonly backend: Backend;
  /** One entry per site of the network. */
  readonly sites: readonly SiteFactors[];
  /** Causal importances in [0, 1] from checked activations of one site; left out where they depend on the whole network. */
  importancesAt?(site: string, activations: Matrix): Matrix;
  /** The same by site from checked inputs; wanted where `importancesAt` is left out. */
  importances?(x: Matrix): Promise<Readonly<Record<string, Matrix>>>;
  /** How importances follow, JSON-safe. */
  readonly importanceJson: Readonly<Record<string, unknown>>;
}

/**
 * Makes a parameter decomposition from its factors: read rows get unit length, write rows carry the size.
 * @throws `bad-shape` when factors do not fit the network's sites; `not-finite`
 */
export function createParameterDecomposition(parts: ParameterDecompositionParts): ParameterDecomposition {
  const { method, network, backend, importancesAt } = parts;
  const factors = network.sites.map(({ name }) => factorsOf(parts, name));
  const sites = factors.map(siteComponents);
  const site = (name: string): SiteComponents =>
    sites.find((each) => each.name === name) ?? unknownSite(method, network, name);
  const checkInputs = (x: Matrix): void => checkActivations(`${method}: inputs`, x, network.inputs);
  return {
    method,
    network,
    sites,
    site,
    async siteInputs(x) {
      checkInputs(x);
      return readAll(backend, () => {
        const inputs: Record<string, Node> = {};
        const tape = createTape(backend);
        network.forward(constantOf(tape, x), (name, a) => {
          inputs[name] = a;
          return matmul(a, constantOf(tape, weightsOf(network, name)));
        });
        return inputs;
      });
    },
    async importances(x) {
      checkInputs(x);
      if (parts.importances) return parts.importances(x);
      const inputs = Object.entries(await this.siteInputs(x));
      return Object.fromEntries(inputs.map(([name, a]) => [name, this.importancesAt!(name, a)]));
    },
    ...(importancesAt && {
      importancesAt: (name: string, activations: Matrix): Matrix => {
        checkActivations(`${method}: site ${name}`, activations, site(name).inputs);
        return importancesAt(name, activations);
      },
    }),
    async activity(name, x) {
      const components = site(name);
      const importance = (await this.importances(x))[name]!;
      const a = (await this.siteInputs(x))[name]!;
      return times(importance, readings(components, a));
    },
    async outputs(x, masks) {
      checkInputs(x);
      for (const [name, mask] of Object.entries(masks)) {
        checkActivations(`${method}: mask of ${name}`, mask, site(name).components);
        if (mask.rows !== x.rows && mask.rows !== 1) badRows(method, name, mask, x.rows);
      }
      const found = await readAll(backend, () => {
        const tape = createTape(backend);
        const nodes = Object.entries(masks).map(([name, mask]) => [name, constantOf(tape, mask)] as const);
        return { outputs: maskedPass(network, factors, constantOf(tape, x), Object.fromEntries(nodes)) };
      });
      return found.outputs!;
    },
    forward: (x, masks, remainders) => maskedPass(network, factors, x, masks, remainders),
    toJSON: () => ({
      format: "exampledon-parameter-decomposition",
      version: 1,
      method,
      params: parts.params,
      sites: factors.map(({ name, rank, read, write }) => ({
        name,
        components: read.rows / rank,
        rank,
        inputs: read.cols,
        outputs: write.cols,
        read: packFloats(read.data),
        write: packFloats(write.data),
      })),
      importance: parts.importanceJson,
    }),
  };
}

/** `‖u‖ (v · a)` of every component, `[batch × components]`. */
export function readings({ read, write }: SiteComponents, activations: Matrix): Matrix {
  const out = multiply(activations, read, { transposeB: true });
  const lengths = Float64Array.from({ length: write.rows }, (_, c) =>
    Math.hypot(...write.data.subarray(c * write.cols, (c + 1) * write.cols)),
  );
  for (let at = 0; at < out.data.length; at++) out.data[at]! *= lengths[at % out.cols]!;
  return out;
}

/** The element-wise product of two matrices of one shape. */
export function times(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((value, at) => value * b.data[at]!),
  );
}

/** Refuses activations of another width or that are not finite. */
export function checkActivations(where: string, activations: Matrix, width: number): void {
  assertCols(where, activations, width);
  assertFinite(where, activations);
}

function factorsOf({ method, network, sites }: ParameterDecompositionParts, name: string): SiteFactors {
  const { weights } = network.sites.find((each) => each.name === name)!;
  const found = sites.find((each) => each.name === name) ?? unknownSite(method, { sites }, name);
  const { rank, read, write } = found;
  const fits = read.cols === weights.rows && write.cols === weights.cols && read.rows === write.rows;
  if (!fits || read.rows < 1 || read.rows % rank !== 0) {
    fail("bad-shape", {
      where: `${method}: site ${name}`,
      problem: `factors must be [components · rank × ${weights.rows}] and [components · rank × ${weights.cols}]`,
      got: `[${read.rows} × ${read.cols}] and [${write.rows} × ${write.cols}] of rank ${rank}`,
      cure: "check them against the network's weights",
    });
  }
  assertFinite(`${method}: read of ${name}`, read);
  assertFinite(`${method}: write of ${name}`, write);
  return found;
}

function weightsOf({ sites }: TargetNetwork, name: string): Matrix {
  return sites.find((site) => site.name === name)!.weights;
}

/** A pass in which some sites are the sum of their masked components, and perhaps a share of what these leave. */
function maskedPass(
  network: TargetNetwork,
  factors: readonly SiteFactors[],
  x: Node,
  masks: Readonly<Record<string, Node>>,
  remainders: Readonly<Record<string, Node>> = {},
): Node {
  return network.forward(x, (name, a) => {
    const product = (): Node => matmul(a, constantOf(x.tape, weightsOf(network, name)));
    const [mask, share] = [masks[name], remainders[name]];
    if (!mask) return product();
    const { rank, read, write } = factors.find((each) => each.name === name)!;
    const readings = matmul(a, constantOf(x.tape, read), { transposeB: true });
    const [batch, width] = readings.shape as [number, number];
    // Δ = W − Σ_c P_c, so a share of it adds as much of a W and takes as much off every mask.
    const kept = share ? sub(mask, share) : mask;
    const masked = mul(
      reshape(readings, [batch, width / rank, rank]),
      reshape(kept, [kept.shape[0]!, width / rank, 1]),
    );
    const out = matmul(reshape(masked, [batch, width]), constantOf(x.tape, write));
    return share ? add(out, mul(product(), share)) : out;
  });
}

function constantOf(tape: Tape, { data, rows, cols }: Matrix): Node {
  return tape.constant(tape.backend.upload(data, [rows, cols]));
}

async function readAll(backend: Backend, body: () => Record<string, Node>): Promise<Record<string, Matrix>> {
  const tensors = backend.scope(() =>
    // A node may be the uploaded input itself or appear twice: each result gets a tensor of its own.
    Object.entries(body()).map(
      ([name, { tensor }]) => [name, backend.primitives.reshape(tensor, tensor.shape)] as const,
    ),
  );
  const out: Record<string, Matrix> = {};
  for (const [name, tensor] of tensors) {
    const [rows, cols] = tensor.shape as [number, number];
    out[name] = matrix(rows, cols, await backend.read(tensor));
    backend.dispose(tensor);
  }
  return out;
}

function unknownSite(where: string, { sites }: { readonly sites: readonly { name: string }[] }, name: string): never {
  return fail("unknown-id", {
    where,
    problem: `the sites are ${sites.map((site) => site.name).join(", ")}`,
    got: name,
    cure: "name one of them",
  });
}

function badRows(where: string, name: string, mask: Matrix, batch: number): never {
  return fail("bad-shape", {
    where: `${where}: mask of ${name}`,
    problem: `it must have one row or ${batch}`,
    got: mask.rows,
    cure: "give each sample a row, or one row for all",
  });
}
