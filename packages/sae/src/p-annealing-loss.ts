import {
  activeTotals,
  centredLinearRelu,
  gradientWhereNonZero,
  linearWarmup,
  mul,
  type Node,
  pow,
  sparseDecode,
  sum,
  type Tensor,
  tensorMath,
} from "@exampledon/compute";
import type { Loss, LossInput } from "./loss.ts";
import { type AnnealingCourse, type AnnealingPoint, annealingPoint } from "./p-annealing-schedule.ts";
import type { StateSpec } from "./recipe.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/p-annealing` depends on. */
export interface PAnnealingLossOptions extends Omit<AnnealingCourse, "steps"> {
  readonly sparsityCoefficient: number;
  readonly sparsityWarmup: number;
  readonly lossReduction: "sum" | "mean";
}

/** Steps over which penalties are compared when the coefficient is rescaled. */
const QUEUE = 10;

/** The exponent and coefficient as they stand, and pairs of penalties at this exponent and the next, latest last. */
export function annealingState(of: {
  readonly pStart: number;
  readonly sparsityCoefficient: number;
}): Readonly<Record<string, StateSpec>> {
  return {
    p: { shape: [], initial: of.pStart },
    coefficient: { shape: [], initial: of.sparsityCoefficient },
    queue: { shape: [QUEUE, 2], initial: 0 },
  };
}

/**
 * The loss of `sae/p-annealing`: squared error, and a penalty `c mean_b Σ_i z_i^p` whose exponent falls from 1 during
 * training, so that it comes to count latents rather than to weigh them. The gradient of a code that is 0 is 0.
 *
 * At each change of p the coefficient is multiplied by the ratio of the penalties at the old and the new exponent, averaged
 * over ten steps, so that the penalty's size does not jump.
 * @see https://arxiv.org/abs/2408.00113 section 4.1
 */
export function pAnnealingLoss(input: LossInput, options: PAnnealingLossOptions): Loss {
  const { x, weights, state, step, steps } = input;
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const point = annealingPoint({ ...options, steps }, step);
  const codes = centredLinearRelu(x, decoderBias, encoder, encoderBias);
  const reconstruction = sparseDecode(codes, decoder, decoderBias);
  // Selected where codes are not 0: at 0 the derivative of a power below 1 is infinite.
  const penalty = mul(sum(pow(gradientWhereNonZero(codes), point.p)), 1 / x.shape[0]!);
  const weight = mul(state.coefficient!, linearWarmup(options.sparsityWarmup)(step, steps));
  return {
    terms: { mse: squaredError(x, reconstruction, options.lossReduction), lp: mul(penalty, weight) },
    codes,
    usage: activeTotals(codes),
    reconstruction,
    state: nextState(codes, penalty, state, point),
  };
}

function nextState(
  codes: Node,
  penalty: Node,
  state: LossInput["state"],
  { nextP, update, pAfter, untilUpdate }: AnnealingPoint,
): Readonly<Record<string, Tensor>> {
  const { backend } = codes.tape;
  const { binary, div, mul, primitives, sum, where } = tensorMath(backend);
  const next: Record<string, Tensor> = {};
  if (update) next.p = backend.fill([], pAfter);
  // Older pairs will have left the queue when it is used.
  if (nextP === undefined || untilUpdate >= QUEUE) return next;
  const batch = codes.shape[0]!;
  const ahead = mul(sum(binary("pow", codes.tensor, nextP), [0, 1], false), 1 / batch);
  const pair = primitives.concat(
    [penalty.tensor, ahead].map((scalar) => primitives.reshape(scalar, [1, 1])),
    1,
  );
  const kept = primitives.slice(state.queue!.tensor, [1, 0], [QUEUE, 2], [1, 1]);
  const queue = primitives.concat([kept, pair], 0);
  next.queue = queue;
  if (update) {
    const total = sum(queue, [0], false);
    const [now, then] = [0, 1].map((i) => primitives.reshape(primitives.slice(total, [i], [i + 1], [1]), [])) as [
      Tensor,
      Tensor,
    ];
    // Nothing on in ten steps: nothing to compare.
    const ratio = where(then, div(now, where(then, then, 1)), 1);
    next.coefficient = mul(state.coefficient!.tensor, ratio);
  }
  return next;
}
