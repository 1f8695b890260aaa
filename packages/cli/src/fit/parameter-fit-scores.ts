import { adversarialMasks } from "@exampledon/apd";
import type { Backend } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentMatch, componentRecovery, faithfulnessError, importanceSparsity } from "@exampledon/metrics";
import { columnsAt, type KnownNetwork, mechanismsAt } from "@exampledon/networks";

/** How well the mechanisms of one weight matrix were found. */
export interface SiteScore {
  readonly site: string;
  readonly components: number;
  /** Rank-one mechanisms here; where there are none, what compares with them is left out. */
  readonly mechanisms: number;
  /** Mechanisms with a component of their own, by the cosine of whole matrices above 0.95. */
  readonly recovered?: number;
  /** MMCS and ML2R of what the components write. */
  readonly mmcs?: number;
  readonly ml2r?: number;
  /** Components with an importance above 0.1 per input, and mechanisms that act. */
  readonly l0: number;
  readonly firing?: number;
}

/** Scores of a decomposition against its network, on inputs that no fit sees. */
export interface ParameterFitScores {
  readonly sites: readonly SiteScore[];
  /** `Σ ‖W − Σ_c P_c‖² / Σ ‖W‖²`. */
  readonly faithfulness: number;
  /** Squared error relative to the outputs' size under masks that 20 steps of an adversary found. */
  readonly adversarial: number;
  readonly samples: number;
}

/** Inputs to score on. */
const SAMPLES = 2048;

/** Scores a decomposition of a network. */
export async function parameterFitScores(
  decomposition: ParameterDecomposition,
  network: KnownNetwork,
  { backend, rng }: { readonly backend: Backend; readonly rng: Rng },
): Promise<ParameterFitScores> {
  const inputs = network.source.sample(rng.split("inputs"), SAMPLES);
  const importances = await decomposition.importances(inputs);
  const allFires = network.fires(inputs);
  const sites = network.sites.map(({ name }): SiteScore => {
    const { components, factors } = decomposition.site(name);
    const own = importances[name]!;
    const base = { site: name, components };
    if (!network.mechanisms.some(({ parts }) => parts.some(({ site, read }) => site === name && read.rows === 1))) {
      return { ...base, mechanisms: 0, l0: importanceSparsity({ importances: own, fires: allFires }).l0 };
    }
    const mechanisms = mechanismsAt(network.mechanisms, name);
    const { l0, firing } = importanceSparsity({ importances: own, fires: columnsAt(allFires, mechanisms) });
    const { mmcs, ml2r } = componentRecovery({ components: factors, mechanisms });
    return {
      ...base,
      mechanisms: mechanisms.read.rows,
      recovered: componentMatch({ components: factors, mechanisms }).recovered,
      mmcs,
      ml2r,
      l0,
      firing,
    };
  });
  return {
    sites,
    faithfulness: faithfulnessError(
      network.sites.map(({ name, weights }) => ({ weights, components: decomposition.site(name).factors })),
    ).relative,
    adversarial: (await adversarialMasks(decomposition, inputs, { backend, rng: rng.split("adversary") }))
      .relativeError,
    samples: SAMPLES,
  };
}
