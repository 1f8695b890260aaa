import { boolean, choice, fail, type ParamSpec, type ParamsOf } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { faithfulnessError, importanceSparsity } from "@exampledon/metrics";
import { columnsAt, nonZeroSource } from "@exampledon/networks";
import type { ClaimDefinition, ValueText } from "../contract.ts";
import { trainParameters } from "../parameters-hold-both/train-parameters.ts";
import { parameterDemoFigure } from "./figure.ts";
import { DEMO_NETWORKS } from "./networks.ts";
import { type DemoScore, demoMechanisms, demoScore, matchTable } from "./score.ts";

/** What keeps a demonstration within a few seconds and suits its first network, by method. */
const SMALL: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "apd/spd": {
    emptyInputs: false,
    components: 12,
    steps: 2000,
    batch: 128,
    learningRate: 0.01,
    importance: 0.01,
    initialisation: "data",
  },
  "apd/apd": {
    components: 5,
    rank: 2,
    steps: 1500,
    batch: 256,
    learningRate: 0.03,
    schedule: "constant",
    warmup: 0.05,
    lossReduction: "mean",
    active: 0.211,
    attributionsOf: "model",
    simplicity: 0.7,
  },
};
const SEEDS = [1, 2, 3, 4, 5];
/** Inputs that importances are counted on. */
const SAMPLES = 1000;

const VALUES: Readonly<Record<string, ValueText>> = {
  recovered: { label: "share of the mechanisms with a component of their own" },
  match: { label: "mean cosine of matched components" },
  mmcs: { label: "MMCS" },
  ml2r: { label: "ML2R" },
  faithfulness: { label: "relative squared error of the components' sum" },
  l0: { label: "components that matter per input at the first weight matrix", unit: "components" },
  firing: { label: "mechanisms at work there", unit: "mechanisms" },
};

/**
 * A demonstration of a method that decomposes parameters: any of a few small networks, all of the method's parameters, and
 * what it finds. It claims nothing and has no checks; pages and commands run it as they run a claim.
 * @throws `bad-param` when a parameter of the method has the name of one of the demonstration's own
 */
export function tryParameterMethod(method: ParameterDecomposerDefinition): ClaimDefinition {
  const clash = ["network", "emptyInputs"].find((name) => name in method.params);
  if (clash !== undefined) {
    fail("bad-param", {
      where: `tryParameterMethod: ${method.id}`,
      problem: "a method's parameter must not be called network or emptyInputs",
      got: clash,
      cure: "rename it",
    });
  }
  const names = Object.keys(DEMO_NETWORKS);
  const network = choice({ doc: "What is decomposed.", default: names[0]!, choices: names });
  const emptyInputs = boolean({
    label: "empty inputs",
    doc: "Whether it also learns from inputs without any feature.",
    default: true,
  });
  const params: ParamSpec = { network, emptyInputs, ...method.params };
  const small = (SMALL[method.id] ?? {}) as Partial<ParamsOf<ParamSpec>>;
  return {
    id: `try-${method.id.replace("/", "-")}`,
    kind: "demo",
    inputs: "parameter-demos",
    number: 0,
    title: `Try ${method.title}`,
    statement: method.summary,
    source: { side: "method", title: method.references[0]!.text, url: method.references[0]!.url },
    trained: true,
    params,
    sizes: { live: small, ci: small, full: small },
    seeds: { live: [1], ci: SEEDS, full: SEEDS },
    values: VALUES,
    checks: [],
    variations: [],
    async *run(values, context) {
      const { network: name, emptyInputs: all, ...rest } = values as Readonly<Record<string, unknown>>;
      const { backend, signal, rng } = context;
      const target = await DEMO_NETWORKS[name as string]!(rng.split("network"), { backend, signal });
      const steps: number[] = [];
      const scores: DemoScore[] = [];
      const fit = trainParameters(
        {
          method,
          params: rest,
          input: {
            kind: "parameters",
            network: target,
            source: all ? target.source : nonZeroSource(target.source),
          },
          rng: rng.split("fit"),
        },
        context,
      );
      for (;;) {
        const next = await fit.next();
        if (next.done) {
          const found = next.value;
          const inputs = target.source.sample(rng.split("evaluate"), SAMPLES);
          const first = target.sites[0]!.name;
          const { l0, firing } = importanceSparsity({
            importances: (await found.importances(inputs))[first]!,
            fires: columnsAt(target.fires(inputs), demoMechanisms(target)),
          });
          const faithfulness = faithfulnessError(
            target.sites.map((site) => ({ weights: site.weights, components: found.site(site.name).factors })),
          ).relative;
          const state = { steps, scores, table: matchTable(found, target), sparsity: { l0, firing } };
          return {
            values: { ...demoScore(found, target), faithfulness, l0, firing },
            figure: parameterDemoFigure(method.title, state),
          };
        }
        const { step, total, losses } = next.value;
        const now = await next.value.peek();
        steps.push(step);
        scores.push(demoScore(now, target));
        yield {
          step,
          total,
          label: "learning",
          figure: parameterDemoFigure(method.title, { steps, scores, table: matchTable(now, target) }),
          log: Object.entries(losses)
            .map(([term, loss]) => `${term} ${loss.toPrecision(4)}`)
            .join(", "),
        };
      }
    },
  };
}
