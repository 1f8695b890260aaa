import { type Backend, createTape, matmul, type TargetNetwork } from "@exampledon/compute";
import { assertCols, assertFinite, fail, type Matrix, matrix } from "@exampledon/core";

/**
 * What a network answers, `[batch × outputs]`, computed on a backend.
 * @param weights matrices to use instead of a site's own, by site; the other sites keep theirs
 * @throws `bad-shape`; `not-finite`; `unknown-id` for a site that the network has not
 */
export async function networkOutputs(
  backend: Backend,
  network: TargetNetwork,
  inputs: Matrix,
  weights: Readonly<Record<string, Matrix>> = {},
): Promise<Matrix> {
  const where = "networkOutputs";
  assertCols(where, inputs, network.inputs);
  assertFinite(where, inputs);
  checkWeights(where, network, weights);
  const outputs = backend.scope(() => {
    const tape = createTape(backend);
    const constant = ({ rows, cols, data }: Matrix) => tape.constant(backend.upload(data, [rows, cols]));
    const own = Object.fromEntries(network.sites.map((site) => [site.name, site.weights]));
    return network.forward(constant(inputs), (site, a) => matmul(a, constant((weights[site] ?? own[site])!))).tensor;
  });
  const data = await backend.read(outputs);
  backend.dispose(outputs);
  return matrix(inputs.rows, network.outputs, data);
}

function checkWeights(where: string, network: TargetNetwork, weights: Readonly<Record<string, Matrix>>): void {
  for (const [name, given] of Object.entries(weights)) {
    const site = network.sites.find((each) => each.name === name);
    if (!site) {
      fail("unknown-id", {
        where,
        problem: `sites are ${network.sites.map((each) => each.name).join(", ")}`,
        got: name,
        cure: "check the spelling",
      });
    }
    if (given.rows !== site.weights.rows || given.cols !== site.weights.cols) {
      fail("bad-shape", {
        where,
        problem: `weights of ${name} must be [${site.weights.rows} × ${site.weights.cols}]`,
        got: `[${given.rows} × ${given.cols}]`,
        cure: "pass [in × out]",
      });
    }
    assertFinite(where, given);
  }
}
