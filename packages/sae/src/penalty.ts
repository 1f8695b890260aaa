import { type Backend, linearWarmup, mul, type Node, type Tensor, tensorMath } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";
import type { LossInput } from "./loss.ts";
import type { StateSpec } from "./recipe.ts";

/** What autoencoders with a penalty on their codes can be told about its course. */
export const penaltyParams: {
  readonly sparsityWarmup: NumberField;
  readonly targetL0: NumberField;
  readonly controlGain: NumberField;
} = {
  sparsityWarmup: number({
    label: "sparsity warm-up share",
    doc: "First share of training in which the weight of the sparsity penalty rises linearly from 0.",
    default: 0,
    min: 0,
    max: 1,
  }),
  targetL0: number({
    label: "target L0",
    doc: "Latents on per sample that the penalty's weight is steered to; 0 for a weight that stays.",
    unit: "latents",
    default: 0,
    min: 0,
    max: 100_000,
  }),
  controlGain: number({
    label: "control gain",
    doc: "Largest relative change of the penalty's weight per step while it is steered.",
    default: 3e-3,
    min: 1e-5,
    max: 0.1,
    scale: "log",
  }),
};

/** How a penalty's weight changes during training; nothing changes it by default. */
export interface PenaltyCourse {
  readonly sparsityWarmup?: number;
  readonly targetL0?: number;
  readonly controlGain?: number;
}

/** Relative distance from the target at which the controller is at three quarters of its gain, inverted. */
const CONTROL_SLOPE = 10;

/** The state that steering needs: `penaltyFactor`, what the weight is multiplied by; nothing without a target. */
export function penaltyState({ targetL0 = 0 }: PenaltyCourse): Readonly<Record<string, StateSpec>> {
  return targetL0 > 0 ? { penaltyFactor: { shape: [], initial: 1 } } : {};
}

/**
 * A penalty's term: `coefficient · warm-up · factor / batch · size`.
 * @param size the penalty summed over the batch, a scalar
 */
export function weighPenalty(
  size: Node,
  coefficient: number,
  { x, step, steps, state }: Pick<LossInput, "x" | "step" | "steps" | "state">,
  { sparsityWarmup = 0 }: PenaltyCourse,
): Node {
  const weight = (coefficient * linearWarmup(sparsityWarmup)(step, steps)) / x.shape[0]!;
  const term = mul(size, weight);
  return state.penaltyFactor ? mul(term, state.penaltyFactor) : term;
}

/**
 * The next `penaltyFactor`: times `exp(gain · tanh(10 (L0 / target − 1)))`, so more where too many latents are on. Far
 * from the target it changes by the gain per step, near it in proportion to what is missing. Empty without a target.
 * @param codes `[batch × latents]`, 0 where a latent is silent
 */
export function steerPenalty(
  codes: Node,
  { state }: Pick<LossInput, "state">,
  { targetL0 = 0, controlGain = penaltyParams.controlGain.default }: PenaltyCourse,
): Readonly<Record<string, Tensor>> {
  if (targetL0 === 0 || !state.penaltyFactor) return {};
  const { mul, sub, unary } = tensorMath(codes.tape.backend);
  const excess = sub(mul(countActive(codes.tape.backend, codes.tensor), 1 / targetL0), 1);
  const change = unary("exp", mul(controlGain, unary("tanh", mul(CONTROL_SLOPE, excess))));
  return { penaltyFactor: mul(state.penaltyFactor.tensor, change) };
}

/** Latents on per sample: mean count of codes `[batch × latents]` above 0, a scalar. */
export function countActive(backend: Backend, codes: Tensor): Tensor {
  const { mul, sum, unary } = tensorMath(backend);
  return mul(sum(unary("step", codes), [0, 1], false), 1 / codes.shape[0]!);
}
