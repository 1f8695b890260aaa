import { type ParameterDecomposition, siteDecomposition } from "@exampledon/decomposer";
import { componentMatch } from "@exampledon/metrics";
import { mechanismsAt, truthBySite } from "@exampledon/networks";
import { mean } from "../mean.ts";
import { type Arm, armsOf, SPARE } from "../parameters-hold-both/arms.ts";
import { trainParameters } from "../parameters-hold-both/train-parameters.ts";
import type { Row, RowInput } from "./row.ts";
import { besideEachOther, type Units } from "./units.ts";

/** The parameters that decide how weights are decomposed. */
export interface ComponentRowParams {
  readonly animals: number;
  readonly attributes: number;
  readonly jitter: number;
  readonly spdSteps: number;
  readonly spdBatch: number;
  readonly spdLearningRate: number;
  readonly importance: number;
  readonly controls: boolean;
}

/** Keys of the rows, and what they are called, by the key of the arm that they are. */
const TITLES: Readonly<Record<string, readonly [key: string, title: string]>> = {
  "": ["spd", "SPD"],
  random: ["spdRandom", "SPD, random start"],
  truth: ["spdTruth", "SPD, started at the truth"],
  apd: ["apd", "APD"],
};

/** Keys and titles of all rows that decompose weights. */
export const COMPONENT_ROWS: readonly (readonly [key: string, title: string])[] = Object.values(TITLES);

/** One row for every decomposition of the weights: those of the claim about parameters that are of the network itself. */
export function componentRows(p: ComponentRowParams): Row[] {
  const arms = armsOf({
    ...p,
    steps: p.spdSteps,
    batch: p.spdBatch,
    learningRate: p.spdLearningRate,
    faithfulness: 1,
    start: "activations",
    controls: p.controls ? "all" : "none",
    sweep: false,
  });
  return arms.filter(({ key }) => key in TITLES).map(componentRow);
}

function componentRow({ key: arm, method, params, whole }: Arm): Row {
  const [key, title] = TITLES[arm]!;
  return {
    key,
    title,
    sees: method.tags.usesTruth ? "the truth" : "weights",
    async *find(input) {
      const { level, context } = input;
      const { network, sites } = level;
      const fit = trainParameters(
        {
          method,
          params: whole ? { ...params, ...toldOf(input) } : params,
          input: {
            kind: "parameters",
            network,
            source: network.source,
            ...(!whole && { sites }),
            ...(method.tags.usesTruth && { truth: truthBySite(network.mechanisms) }),
          },
          rng: context.rng.split(`fit ${level.key} ${key}`),
        },
        context,
      );
      for (;;) {
        const next = await fit.next();
        if (next.done) return componentUnits(next.value, input);
        yield { step: next.value.step, total: next.value.total };
      }
    },
  };
}

/** What APD must be told: about how many mechanisms there are, and how many act on an input. */
function toldOf({ circuits }: RowInput): { readonly components: number; readonly active: number } {
  const count = circuits.reduce((sum, { read }) => sum + read.rows, 0);
  const firing = circuits.reduce((sum, { fires }) => sum + mean(fires.data) * fires.cols, 0);
  return { components: Math.ceil(SPARE * count), active: Math.max(1, firing) };
}

/** Components of all weights that read the activation; a code is a component's importance times what it contributes. */
async function componentUnits(
  decomposition: ParameterDecomposition,
  { circuits, inputs, level }: RowInput,
): Promise<Units> {
  const [first, ...others] = level.network.sites.map(({ name }) => name);
  const names = [first!, ...others] as const;
  const { read, write } = siteDecomposition(decomposition, names, { importance: "one" });
  const codes = [];
  for (const name of names) codes.push(await decomposition.activity(name, inputs));
  return {
    directions: read,
    read,
    codes: besideEachOther(...codes),
    write,
    into: "weights",
    found: Object.fromEntries(
      circuits.map(({ group, site }) => {
        const mechanisms = mechanismsAt(level.network.mechanisms, site);
        const { read, write } = decomposition.site(site);
        const { recovered } = componentMatch({ components: { read, write }, mechanisms });
        return [group, recovered / mechanisms.read.rows];
      }),
    ),
  };
}
