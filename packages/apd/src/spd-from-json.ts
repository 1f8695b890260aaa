import type { Backend, TargetNetwork } from "@exampledon/compute";
import { fail, rng } from "@exampledon/core";
import { type ParameterDecomposition, readParameterDecompositionJson, unpackTensor } from "@exampledon/decomposer";
import type { ImportanceFunction } from "./importance/importance-function.ts";
import { importanceFunctions } from "./importance/importance-functions.ts";
import { spdDecomposition } from "./spd-decomposition.ts";

/** What a restored decomposition needs besides its file. */
export interface SpdFromJsonOptions {
  readonly network: TargetNetwork;
  readonly backend: Backend;
  /** Where the file's importance function is looked up. Default those of `apd/spd`. */
  readonly importanceFunctions?: Readonly<Record<string, ImportanceFunction<never> | ImportanceFunction>>;
}

/**
 * Restores what `toJSON` of an SPD decomposition wrote, to the same bits.
 * @throws `corrupt-file` when it is damaged or of another network; `unknown-id` when its importance function is not listed
 */
export function spdFromJson(
  json: unknown,
  { network, backend, importanceFunctions: functions = importanceFunctions as never }: SpdFromJsonOptions,
): ParameterDecomposition {
  const { method, params, sites, importance } = readParameterDecompositionJson(json, network);
  const name = String(importance.function);
  const found = Object.hasOwn(functions, name) ? (functions[name] as ImportanceFunction) : unknown(name, functions);
  const packed = importance.arrays as Readonly<Record<string, unknown>> | undefined;
  const arrays: Record<string, Float32Array> = {};
  const described = sites.map((site, i) => {
    const { transposeOf } = network.sites[i]!;
    const components = site.read.rows;
    if (transposeOf === undefined) {
      arrays[`read.${site.name}`] = site.read.data;
      arrays[`write.${site.name}`] = site.write.data;
    }
    const own = found.arrays({ inputs: site.read.cols, components, rng: rng("shapes") }, params as never);
    for (const [key, { data }] of Object.entries(own)) {
      const full = `gate.${site.name}.${key}`;
      arrays[full] = unpackTensor(`spdFromJson: ${full}`, packed?.[full], [data.length]);
    }
    const { name, read, write } = site;
    return {
      name,
      inputs: read.cols,
      outputs: write.cols,
      components,
      ...(transposeOf !== undefined && { transposeOf }),
    };
  });
  return spdDecomposition({ method, params, network, backend, sites: described }, name, found, arrays);
}

function unknown(name: string, functions: object): never {
  return fail("unknown-id", {
    where: "spdFromJson",
    problem: `importance functions are ${Object.keys(functions).join(", ")}`,
    got: name,
    cure: "pass the one that the file was written with",
  });
}
