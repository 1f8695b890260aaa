import { type Matrix, matrix } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { denseImportanceError, identityImportanceError } from "@exampledon/metrics";
import type { KnownNetwork } from "@exampledon/networks";

/** How far importances are from those of the mechanisms; undefined where a sample's depend on the others of its batch. */
export interface ImportanceErrors {
  /** Sum over the sites at which every feature has a mechanism of its own. */
  readonly identityError?: number;
  /** Sum over all sites: as many components needed as the ranks of the site's mechanisms add up to, and no others. */
  readonly denseError?: number;
}

/** Wrong entries of the importances at inputs of one feature each (Bushnaq et al. 2025, arXiv:2506.20790). */
export async function importanceErrors(
  decomposition: ParameterDecomposition,
  network: KnownNetwork,
): Promise<ImportanceErrors> {
  if (!decomposition.importancesAt) return {};
  const importances = await decomposition.importances(probesOf(network));
  let [identityError, denseError] = [0, 0];
  for (const { name } of network.sites) {
    const ranks = network.mechanisms.flatMap(({ parts }) =>
      parts.filter(({ site }) => site === name).map(({ read }) => read.rows),
    );
    const own = importances[name]!;
    const needed = ranks.reduce((sum, rank) => sum + rank, 0);
    // What is missing of too few components is wrong, too.
    denseError += denseImportanceError(own, Math.min(needed, own.cols)) + Math.max(0, needed - own.cols);
    if (ranks.every((rank) => rank === 1)) identityError += identityImportanceError(own);
  }
  return { identityError, denseError };
}

/** The inputs at which one feature is on alone, `[features × inputs]`. */
function probesOf({ mechanisms, inputs }: KnownNetwork): Matrix {
  const probes = mechanisms.flatMap(({ probe }) => (probe ? [probe] : []));
  const out = matrix(probes.length, inputs);
  probes.forEach((probe, i) => {
    out.data.set(probe, i * inputs);
  });
  return out;
}
