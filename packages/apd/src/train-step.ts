import {
  add,
  clipGradients,
  createTape,
  mul,
  type Node,
  type Tape,
  type Tensor,
  tensorMath,
} from "@exampledon/compute";
import { type Matrix, matrix } from "@exampledon/core";
import type { ComponentRecipe, FaithfulStep } from "./component-recipe.ts";
import { learningRateAt } from "./learning-rate.ts";
import type { LossTerm, NamedArray, TermState } from "./loss-term.ts";
import type { Setup } from "./setup.ts";
import type { TrainingParams } from "./training-params.ts";
import { mapValues, type TrainingState } from "./training-state.ts";

/** What a step needs that does not change. */
export interface StepSetting<P, C extends FaithfulStep> {
  readonly recipe: ComponentRecipe<P, C>;
  readonly setup: Setup<P>;
  /** The network's weights on the device, by site. */
  readonly weights: ReadonlyMap<string, Tensor>;
  /** What the recipe prepared for this step. */
  readonly constants?: Readonly<Record<string, NamedArray>>;
}

/** Terms that have a weight, with it. */
export function activeTerms<P, C extends FaithfulStep>(
  recipe: ComponentRecipe<P, C>,
  params: P,
): [string, LossTerm<C>, number][] {
  return Object.entries(recipe.terms as Readonly<Record<string, LossTerm<C>>>)
    .map(([name, term]): [string, LossTerm<C>, number] => [name, term, term.weight(params as never)])
    .filter(([, , weight]) => weight !== 0);
}

/**
 * One step of Adam on one batch, changing the state's tensors in place; nothing is read from the device.
 * @returns the weighted loss terms before the step; the caller disposes of them
 */
export function trainStep<P extends TrainingParams, C extends FaithfulStep>(
  setting: StepSetting<P, C>,
  state: TrainingState,
  batch: Matrix,
): Readonly<Record<string, Tensor>> {
  const { recipe, setup } = setting;
  const { backend, params } = setup;
  const done = state.step - params.faithfulnessSteps;
  return backend.scope(() => {
    const { tape, arrays, step } = openStep(setting, state, batch, done / params.steps);
    const extra: ExtraGradients = [];
    const terms: Record<string, Node> = {};
    for (const [name, term, weight] of activeTerms(recipe, params)) {
      const { arrays, rng } = state.terms[name]!;
      const own: TermState = {
        arrays,
        rng,
        step: done,
        afterGradients: (nodes, use) => void extra.push({ nodes, use }),
      };
      const loss = term.loss(step, params as never, own);
      terms[name] = weight === 1 ? loss : mul(loss, weight);
    }
    const gradients = gradientsOf(tape, Object.values(terms).reduce(add2), arrays, extra);
    const used = params.clip > 0 ? clipGradients(backend, gradients, params.clip).gradients : gradients;
    state.adam.step(used, learningRateAt(params, done));
    return mapValues(terms, ({ tensor }) => tensor);
  });
}

/**
 * One step of the faithfulness warm-up: the components alone, towards the weights alone, with decoupled weight decay.
 * @returns the loss before the step; the caller disposes of it
 */
export function warmupStep<P extends TrainingParams, C extends FaithfulStep>(
  setting: StepSetting<P, C>,
  state: TrainingState,
): Readonly<Record<string, Tensor>> {
  const { backend, params, network } = setting.setup;
  return backend.scope(() => {
    // No input is looked at.
    const { tape, arrays, step } = openStep(setting, state, matrix(1, network.inputs), 0);
    const loss = step.faithfulness();
    const gradients = gradientsOf(tape, loss, arrays, []);
    const { mul, primitives } = tensorMath(backend);
    for (const [name, tensor] of Object.entries(state.arrays)) {
      if (params.faithfulnessDecay === 0 || !/^(read|write)\./.test(name)) continue;
      primitives.assignInPlace(tensor, mul(tensor, 1 - params.faithfulnessRate * params.faithfulnessDecay));
    }
    state.adam.step(gradients, params.faithfulnessRate);
    return { faithfulness: loss.tensor };
  });
}

function openStep<P, C extends FaithfulStep>(
  { recipe, setup, weights, constants = {} }: StepSetting<P, C>,
  state: TrainingState,
  batch: Matrix,
  progress: number,
): { readonly tape: Tape; readonly arrays: Readonly<Record<string, Node>>; readonly step: C } {
  const { backend } = setup;
  const tape = createTape(backend);
  const arrays = mapValues(state.arrays, (tensor) => tape.variable(tensor));
  const step = recipe.step({
    setup,
    tape,
    arrays,
    weights: new Map([...weights].map(([name, tensor]) => [name, tape.constant(tensor)])),
    x: tape.constant(backend.upload(batch.data, [batch.rows, batch.cols])),
    progress,
    constants: mapValues(constants, ({ data, shape }) => tape.constant(backend.upload(data, shape))),
  });
  return { tape, arrays, step };
}

type ExtraGradients = { readonly nodes: readonly Node[]; readonly use: (gradients: readonly Tensor[]) => void }[];

function add2(a: Node, b: Node): Node {
  return add(a, b);
}

function gradientsOf(
  tape: Tape,
  total: Node,
  arrays: Readonly<Record<string, Node>>,
  extra: ExtraGradients,
): Record<string, Tensor> {
  const names = Object.keys(arrays);
  const found = tape.gradients(total, [...Object.values(arrays), ...extra.flatMap(({ nodes }) => nodes)]);
  let at = names.length;
  for (const { nodes, use } of extra) {
    use(found.slice(at, at + nodes.length));
    at += nodes.length;
  }
  return Object.fromEntries(names.map((name, i) => [name, found[i]!]));
}
