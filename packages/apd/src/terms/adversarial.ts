import { type Node, type Tensor, tensorMath } from "@exampledon/compute";
import { type ChoiceField, choice, type IntegerField, integer, type NumberField, number } from "@exampledon/core";
import { uniforms } from "../fill-uniform.ts";
import type { LossTerm, NamedArray, TermState } from "../loss-term.ts";
import type { SiteMask, SpdStep } from "../spd-step.ts";
import { termWeight } from "./weighted.ts";

const params: {
  readonly adversarial: NumberField;
  readonly adversarialScope: ChoiceField<"batch" | "sample">;
  readonly adversarialSteps: IntegerField;
  readonly adversarialRate: NumberField;
} = {
  adversarial: termWeight("Weight of the error under masks that are learnt to be the worst.", 0),
  adversarialScope: choice({
    label: "adversary's scope",
    doc: "Whether one mask is learnt for all samples of a batch or one for each place in it.",
    default: "batch",
    choices: ["batch", "sample"],
  }),
  adversarialSteps: integer({
    label: "adversary's steps",
    doc: "Steps of the adversary on each batch before the step that it takes with the components.",
    unit: "steps",
    default: 1,
    min: 0,
    max: 100,
  }),
  adversarialRate: number({
    label: "adversary's rate",
    doc: "Size of the adversary's steps.",
    default: 0.01,
    min: 1e-5,
    max: 1,
    scale: "log",
  }),
};

// Decay of the adversary's moments: it follows components that move.
const BETA1 = 0.5;
const BETA2 = 0.99;
const EPSILON = 1e-12;

/**
 * Squared error of the outputs under persistent adversarial masks: sources in [0, 1] that climb the error by Adam on
 * every batch and are kept from step to step.
 * @see https://www.goodfire.ai/research/interpreting-lm-parameters
 */
export const adversarial: LossTerm<SpdStep, typeof params> = {
  title: "reconstruction under persistent adversarial masks",
  params,
  weight: (values) => values.adversarial,
  arrays: ({ sites, batch, rng }, { adversarialScope }) => {
    const rows = adversarialScope === "batch" ? 1 : batch;
    const out: Record<string, NamedArray> = {};
    for (const { name, components } of sites) {
      // One more for the share of what the components leave of the weights.
      const count = rows * components;
      out[`sources.${name}`] = { shape: [rows, components], data: uniforms(rng, count) };
      out[`delta.${name}`] = { shape: [rows, 1], data: uniforms(rng, rows) };
    }
    for (const name of Object.keys(out)) {
      for (const moment of ["first", "second"]) {
        const { shape, data } = out[name]!;
        out[`${moment}.${name}`] = { shape, data: new Float32Array(data.length) };
      }
    }
    return out;
  },
  loss: (step, { adversarialSteps, adversarialRate }, state) => {
    const names = Object.keys(state.arrays).filter((name) => /^(sources|delta)\./.test(name));
    const ascend = (gradients: readonly Tensor[], count: number): void =>
      names.forEach((name, i) => void climb(step, state, name, gradients[i]!, adversarialRate, count));
    const perBatch = adversarialSteps + 1;
    for (let inner = 0; inner < adversarialSteps; inner++) {
      const { error, sources } = attack(step, state, names);
      ascend(step.tape.gradients(error, sources), state.step * perBatch + inner + 1);
    }
    const { error, sources } = attack(step, state, names);
    state.afterGradients(sources, (gradients) => ascend(gradients, (state.step + 1) * perBatch));
    return error;
  },
};

function attack(
  step: SpdStep,
  { arrays }: TermState,
  names: readonly string[],
): { readonly error: Node; readonly sources: readonly Node[] } {
  const sources = names.map((name) => step.tape.variable(arrays[name]!));
  const node = (name: string): Node => sources[names.indexOf(name)]!;
  const masks = step.sites.map((site): [string, SiteMask] => [
    site.name,
    {
      apply: site.between(node(`sources.${site.name}`)),
      ...(step.weightDelta && { delta: node(`delta.${site.name}`) }),
    },
  ]);
  return { error: step.error(step.outputs(Object.fromEntries(masks))), sources };
}

/** One step of Adam upwards, kept in [0, 1]. */
function climb(
  step: SpdStep,
  { arrays }: TermState,
  name: string,
  gradient: Tensor,
  rate: number,
  count: number,
): void {
  const { add, binary, div, mul, primitives, unary } = tensorMath(step.tape.backend);
  const [source, first, second] = [name, `first.${name}`, `second.${name}`].map((key) => arrays[key]!) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  primitives.assignInPlace(first, add(mul(BETA1, first), mul(1 - BETA1, gradient)));
  primitives.assignInPlace(second, add(mul(BETA2, second), mul(1 - BETA2, unary("square", gradient))));
  const size = unary("sqrt", mul(1 / (1 - BETA2 ** count), second));
  const move = div(mul(rate / (1 - BETA1 ** count), first), add(size, EPSILON));
  primitives.assignInPlace(source, binary("minimum", binary("maximum", add(source, move), 0), 1));
}
