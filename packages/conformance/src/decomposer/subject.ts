import type { Backend, TargetNetwork } from "@exampledon/compute";
import { fail, type ParamSpec, type ParamsOf, parseParams, rng } from "@exampledon/core";
import {
  type ActivationSource,
  type Checkpoint,
  canonicalJson,
  type DecomposerDefinition,
  type Decomposition,
  type FitInput,
  type FitStep,
} from "@exampledon/decomposer";
import { type PlantedDictionary, plantedDictionary } from "./planted-dictionary.ts";
import { plantedParts } from "./planted-parts.ts";

/** How to check a method. */
export interface DecomposerCheckOptions<S extends ParamSpec = ParamSpec> {
  /** Makes a fresh backend whose results are the same on every run. */
  readonly makeBackend: () => Backend | Promise<Backend>;
  /** Parameters that keep fits short; each check runs one or more. At least 4 steps, if the method can. Default: the method's. */
  readonly params?: Partial<ParamsOf<S>> | undefined;
  /** Parameters of the one fit that must recover the planted dictionary. Default: `params`. */
  readonly recoveryParams?: Partial<ParamsOf<S>> | undefined;
  /** Default: 12 orthonormal features in 16 dimensions; for a method tagged `needsParts`, the same features in two parts. */
  readonly planted?: PlantedDictionary | undefined;
  /** What reads the activations; needed by methods tagged `usesNetwork`, and given to no other. */
  readonly network?: TargetNetwork | undefined;
}

/** What a fit looked like from outside. */
export interface Observation {
  readonly steps: readonly Pick<FitStep, "step" | "total" | "losses">[];
  readonly result: Decomposition;
  /** The result as canonical JSON: equal text means equal bits. */
  readonly text: string;
  /** Batches drawn before each report, and in all. */
  readonly drawn: readonly number[];
}

/** How to drive one fit. */
export interface Drive {
  readonly seed?: number;
  readonly every?: number;
  readonly source?: ActivationSource;
  readonly resume?: Checkpoint;
  readonly recovery?: boolean;
  readonly onStep?: (step: FitStep) => Promise<void>;
}

/** A method under test, driven directly, without the guards of `run`. */
export interface Subject {
  readonly definition: DecomposerDefinition;
  readonly planted: PlantedDictionary;
  readonly params: Readonly<Record<string, unknown>>;
  makeBackend(): Promise<Backend>;
  /** The input that the method is entitled to: the truth only where it is tagged to use it. */
  inputOf(source?: ActivationSource): FitInput;
  observe(drive?: Drive): Promise<Observation>;
  /** A fit at seed 1 that reports every step; made once. */
  reference(): Promise<Observation>;
  /** The fit that must recover the planted dictionary; made once. */
  recovered(): Promise<Observation>;
}

/** Wraps a method for the checks. */
export function subjectOf<S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
  options: DecomposerCheckOptions<S>,
): Subject {
  const { planted = definition.tags.needsParts ? plantedParts() : plantedDictionary(), network } = options;
  const makeBackend = async (): Promise<Backend> => {
    const backend = await options.makeBackend();
    if (!backend.capabilities.deterministic) {
      fail("missing-capability", {
        where: "decomposerChecks",
        problem: "the backend must give equal bits on every run",
        got: backend.name,
        cure: "check methods on the CPU backend; backends are compared with it by their own checks",
      });
    }
    return backend;
  };
  const paramsOf = (recovery: boolean): ParamsOf<S> =>
    parseParams(definition.id, definition.params, (recovery && options.recoveryParams) || options.params);
  const { usesTruth, usesNetwork } = definition.tags;
  const { parts } = planted.source;
  const inputOf = (source: ActivationSource = planted.source): FitInput => ({
    kind: "activations",
    // Checks wrap the source or make one of their own; the parts are those of the planted one.
    source: parts ? { dim: source.dim, parts, sample: (stream, batch) => source.sample(stream, batch) } : source,
    ...(usesTruth && { truth: planted.truth }),
    ...(usesNetwork && network && { network }),
  });

  const observe = async (drive: Drive = {}): Promise<Observation> => {
    const { seed = 1, every = 1, source = planted.source, resume, recovery = false, onStep } = drive;
    const steps: Observation["steps"][number][] = [];
    const drawn: number[] = [];
    let draws = 0;
    const counted: ActivationSource = {
      dim: source.dim,
      sample: (stream, batch) => {
        draws++;
        return source.sample(stream, batch);
      },
    };
    const backend = await makeBackend();
    const fit = definition.fit(inputOf(counted), paramsOf(recovery), { backend, rng: rng(seed), every, resume });
    while (true) {
      const next = await fit.next();
      drawn.push(draws);
      if (next.done) return { steps, result: next.value, text: canonicalJson(next.value.toJSON()), drawn };
      const { step, total, losses } = next.value;
      steps.push({ step, total, losses: { ...losses } });
      await onStep?.(next.value);
    }
  };

  return {
    definition: definition as unknown as DecomposerDefinition,
    planted,
    params: paramsOf(false),
    makeBackend,
    inputOf,
    observe,
    reference: once(() => observe()),
    recovered: once(() => observe({ recovery: true, every: 1_000_000 })),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
