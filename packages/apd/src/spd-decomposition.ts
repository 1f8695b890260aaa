import { type Matrix, multiply } from "@exampledon/core";
import { createParameterDecomposition, type ParameterDecomposition, packTensor } from "@exampledon/decomposer";
import type { ImportanceFunction } from "./importance/importance-function.ts";
import type { Setup, SiteSetup } from "./setup.ts";
import { siteFactors } from "./site-factors.ts";
import { gateArrays } from "./spd-step.ts";

/** What an SPD decomposition is made of besides its arrays. */
export type SpdSubject = Pick<Setup<unknown>, "method" | "network" | "backend"> & {
  readonly params: unknown;
  readonly sites: readonly Pick<SiteSetup, "name" | "transposeOf" | "inputs" | "outputs" | "components">[];
};

/** The decomposition that trained arrays stand for; importances are clamped to [0, 1]. */
export function spdDecomposition(
  { method, params, network, backend, sites }: SpdSubject,
  functionName: string,
  importance: ImportanceFunction,
  arrays: Readonly<Record<string, Float32Array>>,
): ParameterDecomposition {
  const factors = sites.map((site) => siteFactors(site, arrays, site.components));
  const importancesAt = (name: string, a: Matrix): Matrix => {
    const readings = multiply(a, factors.find((site) => site.name === name)!.read, { transposeB: true });
    const gate = importance.evaluate(gateArrays(arrays, name), { a, readings });
    return { ...gate, data: gate.data.map((value) => Math.min(1, Math.max(0, value))) };
  };
  return createParameterDecomposition({
    method,
    params: params as Readonly<Record<string, unknown>>,
    network,
    backend,
    sites: factors,
    importancesAt,
    importanceJson: {
      function: functionName,
      arrays: Object.fromEntries(
        Object.entries(arrays).flatMap(([name, data]) =>
          name.startsWith("gate.") ? [[name, packTensor(data, [data.length])]] : [],
        ),
      ),
    },
  });
}
