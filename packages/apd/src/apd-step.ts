import { matmul, mul, type Node, reshape, square, stopGradient, sum, type Tape } from "@exampledon/compute";
import { attributions } from "./attribution/attributions.ts";
import { topKMask } from "./attribution/top-k-mask.ts";
import type { StepInput } from "./component-recipe.ts";
import { factorsBySite, faithfulnessOf } from "./faithfulness.ts";
import { once } from "./once.ts";
import { outputError } from "./output-error.ts";
import type { SiteSetup } from "./setup.ts";
import { type FactorNodes, readOff, sumOfComponents } from "./site-factors.ts";
import type { TrainingParams } from "./training-params.ts";
import { squaredSingularValues, withOnes } from "./whole-components.ts";

/** What a step of APD is told besides training. */
export interface ApdStepParams extends TrainingParams {
  readonly parametrisation: "factors" | "whole";
  readonly active: number;
  readonly activeOver: "batch" | "sample";
  readonly attributionsOf: "target" | "model";
}

/** One site in a step. */
export interface ApdSite extends SiteSetup {
  readonly factors: FactorNodes;
  readonly rank: number;
  /** Squared singular values, or what bounds them from above, `[components × their number]`. */
  readonly squaredSizes: () => Node;
}

/** What the terms of APD's loss are computed from. */
export interface ApdStep {
  readonly tape: Tape;
  readonly batch: number;
  readonly components: number;
  readonly outputWidth: number;
  /** Number of decomposed weights. */
  readonly weightCount: number;
  /** Share of training that is done, in [0, 1). */
  readonly progress: number;
  readonly sites: readonly ApdSite[];
  /** How much each component does, `[batch × components]`; gradients flow through the components. */
  readonly scores: () => Node;
  /** 1 for the components that do most, `[batch × components]`; no gradient. */
  readonly mask: () => Node;
  /** Outputs with only these components. */
  readonly maskedOutputs: () => Node;
  /** Squared error of outputs against the network's, in the reduction that was chosen. */
  readonly error: (outputs: Node) => Node;
  readonly faithfulness: () => Node;
}

/** Opens a step: what is costly is computed when it is first asked for. */
export function apdStep<P extends ApdStepParams>(input: StepInput<P>): ApdStep {
  const { setup, tape, weights, x, progress, constants } = input;
  const arrays = setup.params.parametrisation === "whole" ? withOnes(input) : input.arrays;
  const { network, params, weightCount } = setup;
  const { components } = params;
  const factors = factorsBySite(setup, arrays);
  const sites = setup.sites.map((site): ApdSite => {
    const own = factors.get(site.name)!;
    const squaredSizes = (): Node =>
      params.parametrisation === "whole"
        ? squaredSingularValues(site, arrays, constants)
        : reshape(mul(squaredLengths(own.read), squaredLengths(own.write)), [
            components,
            own.read.shape[0]! / components,
          ]);
    return { ...site, factors: own, rank: own.read.shape[0]! / components, squaredSizes };
  });
  const used = (): ReadonlyMap<string, Node> =>
    params.attributionsOf === "target"
      ? weights
      : new Map([...factors].map(([name, own]) => [name, stopGradient(sumOfComponents(own))]));
  const attributed = once(() => attributions(network, x, used(), factors, components));
  const target = once(() =>
    params.attributionsOf === "target"
      ? attributed().outputs
      : network.forward(x, (site, a) => matmul(a, weights.get(site)!)),
  );
  const mask = once(() => topKMask(attributed().scores, params.active, params.activeOver === "batch"));
  return {
    tape,
    batch: x.shape[0]!,
    components,
    outputWidth: network.outputs,
    weightCount,
    progress,
    sites,
    scores: () => attributed().scores,
    mask,
    maskedOutputs: () =>
      network.forward(x, (site, a) => {
        const own = factors.get(site)!;
        return matmul(maskRanks(readOff(own, a), mask()), own.write);
      }),
    error: (outputs) => outputError(outputs, target(), params.lossReduction),
    faithfulness: () => faithfulnessOf(setup, arrays, weights),
  };
}

/** Readings `[batch × components · rank]` times a mask `[batch × components]`. */
export function maskRanks(readings: Node, mask: Node): Node {
  const [batch, width] = readings.shape as [number, number];
  const components = mask.shape[1]!;
  if (width === components) return mul(readings, mask);
  const parts = mul(reshape(readings, [batch, components, width / components]), reshape(mask, [batch, components, 1]));
  return reshape(parts, [batch, width]);
}

function squaredLengths(rows: Node): Node {
  return sum(square(rows), { axis: 1 });
}
