import { createTape, type Node } from "@exampledon/compute";
import { matrix } from "@exampledon/core";
import { createParameterDecomposition, type ParameterDecomposition } from "@exampledon/decomposer";
import { type ApdStepParams, apdStep } from "./apd-step.ts";
import type { Setup } from "./setup.ts";
import { siteFactors } from "./site-factors.ts";
import { mapValues } from "./training-state.ts";
import { onesOf } from "./whole-components.ts";

/**
 * The decomposition that trained arrays stand for. A component's importance is 1 where it is among those that do most,
 * at every site alike; over a batch, that depends on the other samples, too.
 */
export function apdDecomposition<P extends ApdStepParams>(
  setup: Setup<P>,
  arrays: Readonly<Record<string, Float32Array>>,
): ParameterDecomposition {
  const { method, network, backend, sites, params } = setup;
  const complete = params.parametrisation === "whole" ? { ...arrays, ...onesOf(setup) } : arrays;
  const factors = sites.map((site) => siteFactors(site, complete, params.components));
  return createParameterDecomposition({
    method,
    params: params as unknown as Readonly<Record<string, unknown>>,
    network,
    backend,
    sites: factors,
    importances: async (x) => {
      const tensor = backend.scope(() => {
        const tape = createTape(backend);
        const constant = (data: Float32Array, rows: number, cols: number): Node =>
          tape.constant(backend.upload(data, [rows, cols]));
        const step = apdStep({
          setup,
          tape,
          arrays: mapValues(arrays, (data, name) => {
            const { inputs, outputs } = sites.find((site) => site.name === name.slice(name.indexOf(".") + 1))!;
            const cols = name.startsWith("read.") ? inputs : outputs;
            return constant(data, data.length / cols, cols);
          }),
          weights: new Map(sites.map((site) => [site.name, constant(site.weights.data, site.inputs, site.outputs)])),
          x: constant(x.data, x.rows, x.cols),
          progress: 1,
          constants: {},
        });
        return step.mask().tensor;
      });
      const mask = await backend.read(tensor);
      backend.dispose(tensor);
      return Object.fromEntries(sites.map(({ name }) => [name, matrix(x.rows, params.components, mask.slice())]));
    },
    importanceJson: { active: params.active, activeOver: params.activeOver, attributionsOf: params.attributionsOf },
  });
}
