import { add, gatedMask, type Leak, lowerLeaky, matmul, mul, type Node, sub, type Tape } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { StepInput } from "./component-recipe.ts";
import { factorsBySite, faithfulnessOf } from "./faithfulness.ts";
import type { ImportanceFunction } from "./importance/importance-function.ts";
import type { MaskSource } from "./masks/mask-source.ts";
import { once } from "./once.ts";
import { outputError } from "./output-error.ts";
import { runTarget } from "./run-target.ts";
import type { SiteSetup } from "./setup.ts";
import { type FactorNodes, readOff } from "./site-factors.ts";
import type { TrainingParams } from "./training-params.ts";

/** What a step of SPD is told besides training. */
export interface SpdStepParams extends TrainingParams {
  readonly leak: Leak;
  readonly weightDelta: boolean;
}

/** How one site is masked in a pass. */
export interface SiteMask {
  /** What its components read off, `[batch × components]`, to what they may pass on. */
  readonly apply: (readings: Node) => Node;
  /** Share of what the components leave of the weights, `[batch × 1]` or `[1 × 1]`. Default none. */
  readonly delta?: Node;
  /** 1 where a sample goes through the components, 0 where through the weights, `[batch × 1]`. Default all 1. */
  readonly route?: Node;
}

/** One site in a step. */
export interface SpdSite extends SiteSetup {
  readonly factors: FactorNodes;
  /** Causal importances before they are squashed, `[batch × components]`, from what the site reads in the network as it is. */
  readonly gate: () => Node;
  /** Masks components between their importance and 1: `l + (1 − l) sources`, sources `[batch or 1 × components]`. */
  readonly between: (sources: Node) => SiteMask["apply"];
  /** Lower-leaky importances, `[batch × components]`. */
  readonly lower: () => Node;
}

/** What the terms of SPD's loss are computed from. */
export interface SpdStep {
  readonly tape: Tape;
  readonly batch: number;
  /** Share of training that is done, in [0, 1). */
  readonly progress: number;
  readonly sites: readonly SpdSite[];
  /** A fresh random mask of a site: sources, and the share of the weights' remainder where that takes part. */
  readonly draw: (rng: Rng, site: SpdSite) => SiteMask;
  /** Whether what the components leave of the weights takes part under a mask of its own. */
  readonly weightDelta: boolean;
  /** Outputs of the network as it is. */
  readonly target: () => Node;
  /** Outputs with some sites masked; the others keep their weights. */
  readonly outputs: (masks: Readonly<Record<string, SiteMask>>) => Node;
  /** Squared error of outputs against the network's, in the reduction that was chosen. */
  readonly error: (outputs: Node) => Node;
  /** See {@link faithfulnessOf}. */
  readonly faithfulness: () => Node;
}

/** Opens a step: what is costly is computed when it is first asked for. */
export function spdStep<P extends SpdStepParams>(
  { setup, tape, arrays, weights, x, progress }: StepInput<P>,
  importance: ImportanceFunction,
  sources: MaskSource,
): SpdStep {
  const { network, params } = setup;
  const batch = x.shape[0]!;
  const drawn = (rng: Rng, cols: number): Node =>
    tape.constant(tape.backend.upload(sources.draw(rng, batch * cols, params as never), [batch, cols]));
  const factors = factorsBySite(setup, arrays);
  const target = once(() => runTarget(network, x, weights));
  const targetReadings = new Map<string, Node>();
  /** Readings of a site; computed once for what it reads in the network as it is. */
  const readings = (site: string, a: Node): Node => {
    if (target().inputs.get(site) !== a) return readOff(factors.get(site)!, a);
    const found = targetReadings.get(site) ?? readOff(factors.get(site)!, a);
    targetReadings.set(site, found);
    return found;
  };
  const sites = setup.sites.map((site): SpdSite => {
    const { name } = site;
    const gate = once(() => {
      const a = target().inputs.get(name)!;
      return importance.gate(gateArrays(arrays, name), { a, readings: () => readings(name, a) });
    });
    const lower = once(() => lowerLeaky(gate(), { leak: params.leak }));
    const between = (sources: Node): SiteMask["apply"] =>
      // The sign test of a rising leak needs the gradients of all uses added up: one node for all of them.
      params.leak === "rising"
        ? (h) => mul(h, add(lower(), mul(sub(1, lower()), sources)))
        : (h) => gatedMask(h, gate(), sources, { leak: params.leak });
    return { ...site, factors: factors.get(name)!, gate, lower, between };
  });
  return {
    tape,
    batch,
    progress,
    sites,
    weightDelta: params.weightDelta,
    draw: (rng, { between, components }) => ({
      apply: between(drawn(rng, components)),
      ...(params.weightDelta && { delta: drawn(rng, 1) }),
    }),
    target: () => target().outputs,
    error: (outputs) => outputError(outputs, target().outputs, params.lossReduction),
    faithfulness: () => faithfulnessOf(setup, arrays, weights),
    outputs: (masks) =>
      network.forward(x, (site, a) => {
        const same = target().inputs.get(site) === a;
        const product = (): Node => (same ? target().products.get(site)! : matmul(a, weights.get(site)!));
        const mask = masks[site];
        return mask ? maskedProduct(mask, factors.get(site)!, readings(site, a), product) : product();
      }),
  };
}

function maskedProduct(
  { apply, delta, route }: SiteMask,
  { write }: FactorNodes,
  readings: Node,
  product: () => Node,
): Node {
  const masked = apply(readings);
  // Δ = W − Σ_c P_c, so the share r of it adds r · a W and takes r off every mask.
  const kept = delta ? matmul(sub(masked, mul(readings, delta)), write) : matmul(masked, write);
  const out = delta ? add(kept, mul(product(), delta)) : kept;
  return route ? add(mul(out, route), mul(product(), sub(1, route))) : out;
}

/** The weights of a site's importance function among all arrays. */
export function gateArrays<T>(arrays: Readonly<Record<string, T>>, site: string): Readonly<Record<string, T>> {
  const prefix = `gate.${site}.`;
  return Object.fromEntries(
    Object.entries(arrays).flatMap(([name, array]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), array]] : [],
    ),
  );
}
