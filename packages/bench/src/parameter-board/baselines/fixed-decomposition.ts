import type { NetworkSite } from "@exampledon/compute";
import { matrix } from "@exampledon/core";
import {
  createParameterDecomposition,
  defineParameterDecomposer,
  type ParameterDecomposerDefinition,
  type SiteMechanisms,
} from "@exampledon/decomposer";

/** A baseline that learns nothing. */
export interface FixedParts {
  readonly id: `${string}/${string}`;
  readonly title: string;
  readonly summary: string;
  /** The rank-one components of one site. @param index its place among the network's sites */
  readonly componentsOf: (site: NetworkSite, index: number) => SiteMechanisms;
}

/** A method that reads components off each weight matrix, all of them important on every input. */
export function fixedDecomposition({ componentsOf, ...about }: FixedParts): ParameterDecomposerDefinition {
  return defineParameterDecomposer({
    ...about,
    references: [],
    params: {},
    async *fit({ network }, _params, { backend }) {
      const sites = network.sites.map((site, index) => {
        const { read, write } =
          site.transposeOf === undefined ? componentsOf(site, index) : turned(site, network.sites);
        return { name: site.name, rank: 1, read, write };
      });
      yield* [];
      return createParameterDecomposition({
        method: about.id,
        params: {},
        network,
        backend,
        sites,
        importancesAt: (name, { rows }) => {
          const count = sites.find((site) => site.name === name)!.read.rows;
          return matrix(rows, count, new Float32Array(rows * count).fill(1));
        },
        importanceJson: { everywhere: 1 },
      });
    },
  });

  /** The components of the matrix that a site shares, turned round. */
  function turned({ transposeOf }: NetworkSite, sites: readonly NetworkSite[]): SiteMechanisms {
    const base = sites.findIndex(({ name }) => name === transposeOf);
    const { read, write } = componentsOf(sites[base]!, base);
    return { read: write, write: read };
  }
}
