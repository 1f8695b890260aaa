import type { Rng } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { Batch, FeatureGroup, World } from "@exampledon/geometry";
import {
  chanceMeanMaxCosine,
  coefficientFidelity,
  deadLatents,
  edgesPerCircuit,
  fractionOfVarianceUnexplained,
  type LatentRegression,
  l0,
  latentRegression,
  matchedCosine,
  meanMaxCosine,
} from "@exampledon/metrics";
import type { BoardSize, CellScores, GroupScores } from "./contract.ts";
import { descriptionBits } from "./description-bits.ts";

/** Evaluation samples, or twice as many as there are components: a regression on fewer would mean nothing. */
const SAMPLES: Readonly<Record<BoardSize, number>> = { ci: 1024, full: 4096 };

/** Random dictionaries that the chance level is averaged over. */
const CHANCE_DRAWS = 3;

/** Scores a decomposition on samples of its world that no fit sees; `rng` is the stream of one cell's evaluation. */
export function scoreCell(decomposition: Decomposition, world: World, size: BoardSize, rng: Rng): CellScores {
  const batch = world.sample(rng.split("samples"), Math.max(SAMPLES[size], 2 * decomposition.components));
  const { activations } = batch;
  const activity = decomposition.activity(activations);
  const regression = latentRegression(activity);
  return {
    components: decomposition.components,
    fvu: fractionOfVarianceUnexplained(activations, decomposition.reconstruct(activations)),
    l0: l0(activity),
    dead: deadLatents(activity) / decomposition.components,
    bits: descriptionBits(decomposition, activations, activity),
    groups: Object.fromEntries(
      world.groups.map((group) => [
        group.name,
        scoreGroup({ group, batch, decomposition, activity, regression }, rng.split(`chance ${group.name}`)),
      ]),
    ),
  };
}

interface GroupInput {
  readonly group: FeatureGroup;
  readonly batch: Batch;
  readonly decomposition: Decomposition;
  readonly activity: Batch["activations"];
  readonly regression: LatentRegression;
}

function scoreGroup({ group, batch, decomposition, activity, regression }: GroupInput, rng: Rng): GroupScores {
  const { name, directions, sparse } = group;
  const { write, components } = decomposition;
  const target = batch.coefficients[name]!;
  const fidelity = coefficientFidelity({ activity, write, target, features: directions, regression });
  return {
    mmcs: meanMaxCosine(directions, write).mean,
    chance: chanceMeanMaxCosine({ features: directions, latents: components }, rng, CHANCE_DRAWS).mean,
    mcc: matchedCosine(directions, write).mean,
    rawRSquared: fidelity.matched.identity,
    bestRSquared: fidelity.best.affine,
    edges: edgesPerCircuit({ reads: directions, activity, write, ...(sparse && { active: target }) }).mean,
  };
}
