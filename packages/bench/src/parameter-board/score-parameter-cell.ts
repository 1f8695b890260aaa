import { adversarialMasks } from "@exampledon/apd";
import type { Backend } from "@exampledon/compute";
import type { Matrix, Rng } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentRecovery, faithfulnessError, importanceSparsity } from "@exampledon/metrics";
import { type KnownNetwork, mechanismsAt } from "@exampledon/networks";
import type { ParameterScores } from "./contract.ts";
import { importanceErrors } from "./importance-errors.ts";

/** Where scores are computed, and the stream that their inputs come from. */
export interface ScoreOptions {
  readonly backend: Backend;
  readonly rng: Rng;
}

/** Fresh inputs that scores are measured on, and those that the adversary attacks. */
const SAMPLES = 4096;
const ATTACKED = 1024;
/** Cosine above which a feature's best component counts. */
const RECOVERED = 0.95;

/** Scores a decomposition of a network against the network's mechanisms, on inputs that no fit sees. */
export async function scoreParameterCell(
  decomposition: ParameterDecomposition,
  network: KnownNetwork,
  { backend, rng }: ScoreOptions,
): Promise<ParameterScores> {
  const inputs = network.source.sample(rng.split("inputs"), SAMPLES);
  const importances = await decomposition.importances(inputs);
  const first = network.sites[0]!.name;
  const { rank, read, write } = decomposition.site(first).factors;
  const { mmcs, ml2r, perMechanism } = componentRecovery({
    components: { rank, read, write },
    mechanisms: mechanismsAt(network.mechanisms, first),
  });
  const fires = network.fires(inputs);
  const sparsity = Object.entries(importances).map(
    ([site, own]) => [site, importanceSparsity({ importances: own, fires })] as const,
  );
  const attack = await adversarialMasks(decomposition, network.source.sample(rng.split("attacked"), ATTACKED), {
    backend,
    rng: rng.split("adversary"),
  });
  return {
    distinct: new Set(perMechanism.component.filter((_, r) => perMechanism.cosine[r]! > RECOVERED)).size,
    mmcs,
    ml2r,
    ...(await importanceErrors(decomposition, network)),
    l0: sparsity.reduce((sum, [, { l0 }]) => sum + l0, 0),
    trueL0: rankAtWork(network, fires),
    alive: sparsity.find(([site]) => site === first)![1].alive,
    faithfulness: faithfulnessError(
      network.sites.map(({ name, weights }) => ({ weights, components: decomposition.site(name).factors })),
    ).relative,
    adversarial: attack.relativeError,
  };
}

/** Mean over inputs of the ranks, over all sites, of the mechanisms that act. */
function rankAtWork({ mechanisms }: KnownNetwork, fires: Matrix): number {
  const ranks = mechanisms.map(({ parts }) => parts.reduce((sum, { read }) => sum + read.rows, 0));
  return fires.data.reduce((sum, on, at) => sum + on * ranks[at % fires.cols]!, 0) / fires.rows;
}
