import { adversarialMasks } from "@exampledon/apd";
import { boolean, choice, integer, number } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentMatch } from "@exampledon/metrics";
import { type KnownNetwork, readoutNetwork, truthBySite } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { threadPost } from "../sources.ts";
import { type Arm, armsOf, sitesOf } from "./arms.ts";
import { checks } from "./checks.ts";
import { componentsMap, neuronComponents } from "./components-map.ts";
import { parametersFigure, type ReadArm, type SweepPoint } from "./figure.ts";
import { circuitsAt, readSite, recoveredAt, SITES } from "./read-components.ts";
import { trainParameters } from "./train-parameters.ts";
import { nameOf, valueName, values as valueTexts } from "./values.ts";

const SEEDS = [0, 1, 2, 3, 4];

/** Claim 22: the weights hold the variables of both ontologies. */
export const parametersHoldBoth: ClaimDefinition = defineClaim({
  id: "parameters-hold-both",
  number: 22,
  title: "The weights hold both ontologies",
  statement:
    "The circuits that read animals and attributes are rows of weight matrices, more of them than dimensions. If they have thresholds, and attributes " +
    "vary independently of the animals, a decomposition of the parameters that was not told returns each circuit as a component, with the value that it reads.",
  source: threadPost,
  trained: true,
  params: {
    animals: integer({ doc: "Animal circuits.", unit: "circuits", default: 40, min: 2, max: 1000 }),
    attributes: integer({ doc: "Attribute circuits, and dimensions.", unit: "circuits", default: 10, min: 2, max: 64 }),
    distance: integer({
      label: "least distance",
      doc: "In how many attributes two animals differ at least.",
      unit: "attributes",
      default: 3,
      min: 0,
      max: 64,
    }),
    jitter: number({
      label: "independent variation",
      doc: "Standard deviation of what every attribute varies by itself, in units of an attribute of a full animal.",
      default: 0.5,
      min: 0,
      max: 2,
      step: 0.05,
    }),
    steps: integer({ doc: "Training steps.", unit: "steps", default: 15_000, min: 50, max: 1_000_000 }),
    batch: integer({ label: "batch size", doc: "Inputs per step.", unit: "samples", default: 128, min: 1, max: 8192 }),
    learningRate: number({
      label: "learning rate",
      doc: "Adam's step size; falls along a quarter of a cosine.",
      default: 0.003,
      min: 1e-5,
      max: 0.1,
      scale: "log",
    }),
    importance: number({
      doc: "What an important component costs, in units of summed squared output error.",
      default: 0.004,
      min: 1e-5,
      max: 1,
      scale: "log",
    }),
    faithfulness: number({
      doc: "Weight of how far components are from adding up to the weights, in the same units: short runs get further with less.",
      default: 50,
      min: 0.01,
      max: 10_000,
      scale: "log",
    }),
    start: choice({
      doc: "Whether read vectors start at random or at activations, which uses inputs and nothing else.",
      default: "random",
      choices: ["random", "activations"],
    }),
    controls: choice({
      doc: "What to decompose and try beside: networks without independent variation and without thresholds (limits); and also the other start, a start at the circuits, and APD (all).",
      default: "all",
      choices: ["none", "limits", "all"],
    }),
    sweep: boolean({ doc: "Whether to sweep the independent variation as well.", default: false }),
    samples: integer({
      doc: "Inputs that components are read on.",
      unit: "samples",
      default: 2000,
      min: 100,
      max: 50_000,
    }),
  },
  sizes: {
    live: {
      steps: 8000,
      batch: 64,
      learningRate: 0.006,
      importance: 0.006,
      faithfulness: 1,
      start: "activations",
      controls: "none",
    },
    ci: {
      ...{ animals: 24, steps: 5000, batch: 64, learningRate: 0.006 },
      ...{ importance: 0.006, faithfulness: 1, start: "activations", controls: "limits" },
    },
    full: { sweep: true },
  },
  seeds: { live: [0], ci: SEEDS, full: SEEDS },
  values: valueTexts,
  checks,
  variations: [
    {
      label: "Attributes never vary by themselves",
      params: { jitter: 0 },
      expect: "Few circuits come out: what always goes together is bundled, and that is the shorter description.",
    },
    {
      label: "Far too high a price",
      params: { importance: 0.1 },
      expect: "Pairs of animals share a component.",
    },
  ],
  async *run(params, context) {
    const arms = armsOf(params);
    const total = arms.length * params.steps;
    const networkOf = (arm: Pick<Arm, "network">): KnownNetwork =>
      readoutNetwork(context.rng.split("network"), {
        animals: params.animals,
        attributes: params.attributes,
        minDistance: params.distance,
        jitter: params.jitter,
        ...arm.network,
      });
    const progress = { steps: [] as number[], animals: [] as number[], attributes: [] as number[] };
    const read: ReadArm[] = [];
    const sweep: SweepPoint[] = [];
    const found: Record<string, number> = { neuronsRecovered: neurons(networkOf({ network: {} })) };
    let map: ReturnType<typeof componentsMap> | undefined;
    for (const [index, arm] of arms.entries()) {
      const network = networkOf(arm);
      const fit = trainParameters(
        {
          method: arm.method,
          params: arm.params,
          input: {
            kind: "parameters",
            network,
            source: network.source,
            ...(!arm.whole && { sites: sitesOf(params) }),
            ...(arm.method.tags.usesTruth && { truth: truthBySite(network.mechanisms) }),
          },
          rng: context.rng.split(`fit ${arm.title}`),
        },
        context,
      );
      for (;;) {
        const next = await fit.next();
        if (next.done) {
          const inputs = network.source.sample(context.rng.split("inputs"), params.samples);
          const [animals, attributes] = [
            await readSite(next.value, network, "animals", inputs),
            await readSite(next.value, network, "attributes", inputs),
          ];
          if (arm.key === "" && arm.jitter === undefined) {
            sweep.push({ jitter: params.jitter, animals: animals.recovered, attributes: attributes.recovered });
          } else if (arm.key === "still") {
            sweep.push({ jitter: 0, animals: animals.recovered, attributes: attributes.recovered });
          }
          if (arm.jitter === undefined) {
            read.push({ title: arm.title, animals, attributes });
            for (const [name, value] of Object.entries(animals)) found[named(arm.key, "animals", name)] = value;
            for (const [name, value] of Object.entries(attributes)) found[named(arm.key, "attributes", name)] = value;
          } else {
            sweep.push({ jitter: arm.jitter, animals: animals.recovered, attributes: attributes.recovered });
            sweep.sort((a, b) => a.jitter - b.jitter);
            found[`animalsAt${nameOf(arm.jitter)}`] = animals.recovered;
            found[`attributesAt${nameOf(arm.jitter)}`] = attributes.recovered;
          }
          if (index === 0) {
            map = componentsMap(next.value, network);
            found.adversarialError = (
              await adversarialMasks(next.value, inputs, {
                backend: context.backend,
                rng: context.rng.split("adversary"),
              })
            ).relativeError;
          }
          break;
        }
        if (index === 0) {
          const now: ParameterDecomposition = await next.value.peek();
          progress.steps.push(next.value.step);
          for (const site of SITES) progress[site].push(recoveredAt(now, network, site));
          map = componentsMap(now, network);
        }
        yield {
          step: index * params.steps + next.value.step,
          total,
          label: `decomposing: ${arm.title}`,
          figure: parametersFigure(progress, map, read, sweep),
          values: { ...found },
        };
      }
      yield {
        step: (index + 1) * params.steps,
        total,
        label: `read: ${arm.title}`,
        figure: parametersFigure(progress, map, read, sweep),
        values: { ...found },
      };
    }
    return { values: found, figure: parametersFigure(progress, map, read, sweep) };
  },
});

/** Share of the circuits that single rows of the weights are. */
function neurons(network: KnownNetwork): number {
  const recovered = SITES.map((site) => {
    const { weights } = network.sites.find(({ name }) => name === site)!;
    const mechanisms = circuitsAt(network, site);
    const components = neuronComponents(weights);
    return { recovered: componentMatch({ components, mechanisms }).recovered, count: mechanisms.read.rows };
  });
  return (
    recovered.reduce((sum, each) => sum + each.recovered, 0) / recovered.reduce((sum, each) => sum + each.count, 0)
  );
}

function named(key: string, site: string, name: string): string {
  return valueName(key, site, name[0]!.toUpperCase() + name.slice(1));
}
