import { spd, spdParts } from "@exampledon/apd";
import { cpuBackend } from "@exampledon/backend-cpu";
import { defaultsOf, matrix, type ParamSpec, type ParamsOf, rng } from "@exampledon/core";
import { type Checkpoint, unpackRng } from "@exampledon/decomposer";
import { type ReadoutNetwork, readoutNetwork } from "@exampledon/networks";
import type { NamedArray } from "./arrays-file.ts";
import { firstStep } from "./first-step.ts";
import type { NetworkSize } from "./network-size.ts";
import type { StepFit, StepKind } from "./step-kind.ts";
import { BATCHES, STEPS, type StepSizes } from "./step-sizes.ts";

/** How much more importances cost at the attributes, of which more fire. */
const ATTRIBUTES_PRESSURE = 2.5;

/**
 * Stochastic parameter decomposition of the thresholded circuits that read animals and attributes off one activation, as
 * in the claim on parameters. The density is the share of circuits that fire: only they pass a gradient on.
 */
export const spdKind: StepKind = {
  name: ({ method, batch, network }) => {
    const { animals, attributes, components } = network!;
    return `${method}, batch ${batch}, ${animals} + ${attributes} circuits in ${attributes} → ${components.join(" + ")}`;
  },
  // A resumed fit begins with initial values that it then overwrites; these need no inputs.
  params: (sizes) => trainingParams(sizes, "overlap"),
  fit: fitOf,
  data: (sizes) => {
    const network = networkOf(sizes.network!);
    const { data } = network.source.sample(rng(0).split("batches"), BATCHES * sizes.batch);
    return [
      { name: "batches", shape: [BATCHES, sizes.batch, sizes.dim], data },
      ...network.sites.map(({ name, weights }) => ({
        name: `network/${name}`,
        shape: [weights.rows, weights.cols],
        data: weights.data,
      })),
      { name: "network/bias", shape: [network.outputs], data: biasOf(network) },
    ];
  },
  first: (sizes) => {
    const fit = fitOf(sizes, networkOf(sizes.network!).source);
    return firstStep(fit, { backend: cpuBackend(), params: trainingParams(sizes, "data"), seed: 0, every: 1 });
  },
  draws: ({ batch, network }, { state }: Checkpoint, steps) => {
    const { terms } = state.streams as { readonly terms: Readonly<Record<string, unknown>> };
    const stream = unpackRng("exampledon bench: masks", terms.stochastic);
    return Array.from({ length: steps }, (_, step) =>
      sitesOf(network!).map(([name, { components }]): NamedArray => {
        const data = spdParts.maskSources.uniform.draw(stream, batch * components, {});
        return { name: `${step}/${name}`, shape: [batch, components], data };
      }),
    ).flat();
  },
  density: ({ network, dim }, data) => {
    const inputs = data.find(({ name }) => name === "batches")!.data;
    const fires = networkOf(network!).fires(matrix(inputs.length / dim, dim, inputs)).data;
    return fires.reduce((sum, fired) => sum + fired, 0) / fires.length;
  },
  // Three products of batch × components × outputs and of dimensions × components × outputs, and small ones.
  operations: ({ batch, dim, network }) => {
    const { animals, attributes, components } = network!;
    return 6 * (batch + dim) * (components[0] * (animals + dim) + components[1] * (attributes + dim));
  },
};

function trainingParams({ batch }: StepSizes, initialisation: "data" | "overlap"): ParamsOf<ParamSpec> {
  const recipe = { learningRate: 0.003, importance: 0.004, initialisation };
  return { ...defaultsOf<ParamSpec>(spd.params), ...recipe, batch, steps: STEPS } as ParamsOf<never>;
}

function fitOf({ network: size }: StepSizes, source: StepFit["input"]["source"]): StepFit {
  const network = networkOf(size!);
  return {
    method: spd as never,
    input: { kind: "parameters", network, source, sites: Object.fromEntries(sitesOf(size!)) },
  };
}

function sitesOf({ components: [animals, attributes] }: NetworkSize) {
  return [
    ["animals", { components: animals, pressure: 1 }],
    ["attributes", { components: attributes, pressure: ATTRIBUTES_PRESSURE }],
  ] as const;
}

function networkOf({ animals, attributes }: NetworkSize): ReadoutNetwork {
  return readoutNetwork(rng(0).split("network"), { animals, attributes });
}

/** A circuit that fires where its unit reading exceeds a threshold adds minus that, times what it multiplies readings by. */
function biasOf({ mechanisms }: ReadoutNetwork): Float32Array {
  return Float32Array.from(mechanisms, ({ threshold = 0, parts }) => -threshold * Math.hypot(...parts[0]!.write.data));
}
