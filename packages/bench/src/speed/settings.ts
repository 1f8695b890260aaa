import type { NetworkSize } from "./network-size.ts";

/** Width of activations and of the dictionary. */
export type Shape = readonly [dim: number, latents: number];

/** What a speed bench measures, and how long it may take over it. */
export interface SpeedSettings {
  readonly quick: boolean;
  /** Times that every contestant has its turn at a computation. */
  readonly rounds: number;
  /** Length of a turn, in milliseconds. */
  readonly turn: number;
  /** Shortest time, in milliseconds, that a contestant computes before it is timed. */
  readonly warmUp: number;
  /** Computations that take longer, in milliseconds, are left out. */
  readonly longest: number;
  /** Pause after each turn, in milliseconds: threads that spin for more work must not disturb the next contestant. */
  readonly pause: number;
  /** Steps of training between the two times that steps are timed; fewer if they take longer than `trainingTime`. */
  readonly training: number;
  readonly trainingTime: number;
  /** Steps whose losses must agree. */
  readonly checked: number;
  readonly methods: readonly string[];
  readonly batches: readonly number[];
  readonly shapes: readonly Shape[];
  /** Networks whose parameters are decomposed, with the batch. */
  readonly networks: readonly (NetworkSize & { readonly batch: number })[];
  /** Decompositions of networks take more steps until few circuits pass a gradient on. */
  readonly networkTraining: number;
  readonly products: readonly (readonly [m: number, k: number, n: number])[];
  /** Steps over which memory is watched. */
  readonly memorySteps: number;
  readonly topK: {
    readonly latents: readonly number[];
    readonly k: readonly number[];
    readonly batch: number;
    readonly dim: number;
  };
}

const networks: SpeedSettings["networks"] = [
  { animals: 40, attributes: 10, components: [200, 20], batch: 128 },
  { animals: 200, attributes: 25, components: [800, 50], batch: 128 },
  { animals: 1000, attributes: 50, components: [2500, 75], batch: 128 },
];
const methods = ["sae/l1", "sae/top-k", "sae/batch-top-k", "sae/jump-relu"];

/** Settings of the whole bench, some 20 minutes on two cores, or of the quick one, some 8 minutes. */
export function speedSettings(quick: boolean): SpeedSettings {
  const common = {
    ...{ quick, rounds: 3, turn: 50, pause: 40, checked: 3, memorySteps: 1000 },
    ...{ training: 300, networkTraining: 3000, batches: [256, 1024] },
  };
  const shapes: readonly Shape[] = [
    [20, 100],
    [50, 1000],
    [64, 4096],
    [256, 16384],
  ];
  const products: SpeedSettings["products"] = [
    [256, 50, 1024],
    [1024, 64, 2048],
    [1024, 1024, 1024],
    [4096, 256, 4096],
  ];
  return quick
    ? {
        ...common,
        ...{ warmUp: 400, longest: 500, trainingTime: 5000 },
        methods: methods.slice(0, 2),
        shapes: shapes.slice(0, 3),
        networks: networks.slice(0, 1),
        products: products.slice(0, 2),
        topK: { latents: [1024, 4096], k: [32], batch: 256, dim: 64 },
      }
    : {
        ...common,
        ...{ warmUp: 250, longest: 300, trainingTime: 3000 },
        ...{ methods, shapes, networks, products },
        topK: { latents: [1024, 4096, 16384], k: [8, 32, 128], batch: 256, dim: 64 },
      };
}

/** Method of the steps on networks. */
export const NETWORK_METHOD = "apd/spd";

/** Steps of the methods whose ids contain one of these texts, and nothing else. */
export function onlyMethods(settings: SpeedSettings, parts: readonly string[]): SpeedSettings {
  const wanted = (method: string): boolean => parts.some((part) => method.includes(part));
  return {
    ...settings,
    methods: settings.methods.filter(wanted),
    networks: settings.networks.filter(() => wanted(NETWORK_METHOD)),
    products: [],
    topK: { ...settings.topK, latents: wanted("sae/top-k") ? settings.topK.latents : [] },
  };
}
