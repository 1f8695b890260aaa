import { add, log, mul, type Node, sum } from "@exampledon/compute";
import {
  type ChoiceField,
  choice,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamSpec,
} from "@exampledon/core";
import type { LossTerm } from "../loss-term.ts";
import { mergeParams, type ParamsOfParts } from "../merge-params.ts";
import type { Penalty } from "../penalties/penalty.ts";
import type { SpdStep } from "../spd-step.ts";
import { termWeight } from "./weighted.ts";

const own: {
  readonly importance: NumberField;
  readonly frequency: NumberField;
  readonly frequencySamples: IntegerField;
} = {
  importance: termWeight(
    "Weight of what the important components of a sample cost together.",
    5e-3,
    "importance weight",
  ),
  frequency: number({
    label: "frequency share",
    doc: "How much frequent components cost on top, relative to the importance weight.",
    default: 0,
    min: 0,
    max: 100,
  }),
  frequencySamples: integer({
    label: "frequency samples",
    doc: "N in the frequency cost f log2(1 + N f); 0 for the batch size.",
    unit: "samples",
    default: 32_768,
    min: 0,
    max: 1_000_000_000,
  }),
};

/** Registry of penalties. */
type Penalties = Readonly<Record<string, Penalty<never> | Penalty>>;

/** Parameters of {@link importanceMinimality}. */
export type ImportanceParams<Q extends Readonly<Record<string, { readonly params: ParamSpec }>>> = typeof own & {
  readonly penalty: ChoiceField<Extract<keyof Q, string>>;
} & ParamsOfParts<Q>;

/**
 * `Σ_sites Σ_c f_c + share · f_c log2(1 + N f_c)`, f_c a component's mean penalty over the batch: few components matter,
 * and those that matter often cost more.
 * @param penalties the first is the default
 */
export function importanceMinimality<const Q extends Penalties>(penalties: Q): LossTerm<SpdStep, ImportanceParams<Q>> {
  const [first] = Object.keys(penalties);
  const params = mergeParams(
    "importance minimality",
    own,
    {
      penalty: choice<string>({
        doc: "What an importance costs.",
        default: first!,
        choices: Object.keys(penalties),
      }),
    },
    ...Object.values(penalties).map((penalty) => penalty.params),
  );
  const term: LossTerm<SpdStep, typeof own & { readonly penalty: ChoiceField<string> }> = {
    title: "importance minimality",
    params: params as never,
    weight: (values) => values.importance,
    loss: ({ sites, batch, progress }, values) => {
      const penalty = penalties[values.penalty] as Penalty;
      const costs = sites.map(({ gate, pressure }) => {
        const totals = penalty.totals(gate(), progress, values as never);
        if (values.frequency === 0) return mul(sum(totals), pressure / batch);
        const cost = withFrequency(mul(totals, 1 / batch), values.frequency, values.frequencySamples || batch);
        return pressure === 1 ? cost : mul(cost, pressure);
      });
      return costs.reduce((total, cost) => add(total, cost));
    },
  };
  return term as unknown as LossTerm<SpdStep, ImportanceParams<Q>>;
}

function withFrequency(frequencies: Node, share: number, samples: number): Node {
  const bits = mul(log(add(1, mul(frequencies, samples))), share / Math.LN2);
  return add(sum(frequencies), sum(mul(frequencies, bits)));
}
