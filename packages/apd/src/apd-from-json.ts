import type { Backend, TargetNetwork } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { type ParameterDecomposition, readParameterDecompositionJson } from "@exampledon/decomposer";
import { apdDecomposition } from "./apd-decomposition.ts";
import type { ApdStepParams } from "./apd-step.ts";
import { setupOf } from "./setup.ts";

/**
 * Restores what `toJSON` of an APD decomposition wrote, to the same bits.
 * @throws `corrupt-file` when it is damaged or of another network
 */
export function apdFromJson(
  json: unknown,
  { network, backend }: { readonly network: TargetNetwork; readonly backend: Backend },
): ParameterDecomposition {
  const { method, params, sites } = readParameterDecompositionJson(json, network);
  const { components, active, activeOver, attributionsOf } = params;
  const fits =
    typeof active === "number" &&
    (activeOver === "batch" || activeOver === "sample") &&
    (attributionsOf === "target" || attributionsOf === "model") &&
    sites.every(({ read, rank }) => read.rows === (components as number) * rank);
  if (!fits) {
    fail("corrupt-file", {
      where: "apdFromJson",
      problem: "the parameters must be those of an APD run with as many components",
      got: { components, active, activeOver, attributionsOf },
      cure: "write the file again with toJSON",
    });
  }
  const source = {
    dim: network.inputs,
    sample: (): never =>
      fail("missing-capability", {
        where: method,
        problem: "a restored decomposition is not trained any further",
        got: "a request for samples",
        cure: "resume from a checkpoint instead",
      }),
  };
  const setup = setupOf(method, { kind: "parameters", network, source }, params as unknown as ApdStepParams, backend);
  const arrays = Object.fromEntries(
    sites.flatMap(({ name, read, write }, i) =>
      network.sites[i]!.transposeOf === undefined
        ? [
            ...(params.parametrisation === "whole" ? [] : [[`read.${name}`, read.data] as const]),
            [`write.${name}`, write.data] as const,
          ]
        : [],
    ),
  );
  return apdDecomposition(setup, arrays);
}
