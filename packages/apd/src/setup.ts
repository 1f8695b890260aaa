import type { Backend, NetworkSite, TargetNetwork } from "@exampledon/compute";
import type { ActivationSource, ParameterInput, SiteMechanisms } from "@exampledon/decomposer";
import type { TrainingParams } from "./training-params.ts";

/** A site with what was chosen for it. */
export interface SiteSetup extends NetworkSite {
  readonly inputs: number;
  readonly outputs: number;
  readonly components: number;
  /** Factor on the importance penalty here. */
  readonly pressure: number;
  /** The site whose factors these are, turned round, where two sites share one matrix. */
  readonly transposeOf?: string;
}

/** All that stays the same while a fit runs. */
export interface Setup<P> {
  readonly method: string;
  readonly params: P;
  readonly network: TargetNetwork;
  readonly sites: readonly SiteSetup[];
  /** Number of decomposed weights; a shared matrix counts at each of its sites. */
  readonly weightCount: number;
  readonly source: ActivationSource;
  readonly backend: Backend;
  readonly truth?: Readonly<Record<string, SiteMechanisms>>;
}

/** Puts a fit's input together with its parameters. */
export function setupOf<P extends Pick<TrainingParams, "components">>(
  method: string,
  { network, source, sites: options = {}, truth }: ParameterInput,
  params: P,
  backend: Backend,
): Setup<P> {
  const sites = network.sites.map((site): SiteSetup => {
    // A shared matrix has one set of components.
    const { components = params.components } = options[site.transposeOf ?? site.name] ?? {};
    const { pressure = 1 } = options[site.name] ?? {};
    return { ...site, inputs: site.weights.rows, outputs: site.weights.cols, components, pressure };
  });
  const weightCount = sites.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0);
  return { method, params, network, sites, weightCount, source, backend, ...(truth && { truth }) };
}
