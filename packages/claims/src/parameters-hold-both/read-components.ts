import { type Matrix, rowNorms } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentFidelity, componentMatch, componentRecovery, importanceSparsity } from "@exampledon/metrics";
import { columnsAt, type KnownNetwork, mechanismsAt } from "@exampledon/networks";

/** The two weight matrices of the network, and the groups of circuits that they hold. */
export const SITES = ["animals", "attributes"] as const;
export type Site = (typeof SITES)[number];

/** Cosine above which a circuit counts as recovered. */
const RECOVERED = 0.95;
/** Length of a write vector below which a component is of no consequence. */
const ALIVE = 0.05;

/** What the components of one weight matrix are, against its circuits. */
export interface SiteReading {
  /** Share of the circuits with a component of their own above the cosine {@link RECOVERED}. */
  readonly recovered: number;
  /** Mean cosine of whole components under the best one-to-one match. */
  readonly strict: number;
  /** MMCS and ML2R of read directions. */
  readonly mmcs: number;
  readonly ml2r: number;
  /** Affine R² of the matched component's contribution to what the circuit reads, where it fires. */
  readonly fidelity: number;
  /** Important components per input, and circuits that fire. */
  readonly l0: number;
  readonly trueL0: number;
  /** Components with any size. */
  readonly alive: number;
}

/** The network's own circuits at one site. */
export function circuitsAt(network: KnownNetwork, site: Site): ReturnType<typeof mechanismsAt> {
  return mechanismsAt(network.mechanisms, site);
}

/** How many circuits of each site have a component of their own: cheap enough for every report. */
export function recoveredAt(decomposition: ParameterDecomposition, network: KnownNetwork, site: Site): number {
  const mechanisms = circuitsAt(network, site);
  const { read, write } = decomposition.site(site);
  return (
    componentMatch({ components: { read, write }, mechanisms, threshold: RECOVERED }).recovered / mechanisms.read.rows
  );
}

/** Scores the components of one site on fresh inputs. */
export async function readSite(
  decomposition: ParameterDecomposition,
  network: KnownNetwork,
  site: Site,
  inputs: Matrix,
): Promise<SiteReading> {
  const mechanisms = circuitsAt(network, site);
  const { read, write } = decomposition.site(site);
  const components = { read, write };
  const match = componentMatch({ components, mechanisms, threshold: RECOVERED });
  const recovery = componentRecovery({ components, mechanisms, along: "read" });
  const fires = columnsAt(network.fires(inputs), mechanisms);
  const fidelity = componentFidelity({
    components,
    mechanisms,
    activations: inputs,
    fires,
    match: match.perMechanism.component,
  });
  const importances = (await decomposition.importances(inputs))[site]!;
  const sparsity = importanceSparsity({ importances, fires });
  return {
    recovered: match.recovered / mechanisms.read.rows,
    strict: match.mean,
    mmcs: recovery.mmcs,
    ml2r: recovery.ml2r,
    fidelity: fidelity.affine,
    l0: sparsity.l0,
    trueL0: sparsity.firing,
    alive: rowNorms(write).filter((length) => length > ALIVE).length,
  };
}
