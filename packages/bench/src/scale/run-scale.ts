import { adversarialMasks } from "@exampledon/apd";
import { circuitsAt, readSite, type Site } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  type ParameterDecomposition,
  type ParameterInput,
  startFit,
} from "@exampledon/decomposer";
import { type ComponentMatch, componentMatch } from "@exampledon/metrics";
import { type KnownNetwork, readoutNetwork } from "@exampledon/networks";
import type { ScalePoint, ScaleRun, ScaleSetting, ScaleState } from "./contract.ts";
import { withoutIdle } from "./prune-idle.ts";
import { scaleMethod } from "./scale-method.ts";

/** What a run needs. */
export interface ScaleOptions {
  readonly setting: ScaleSetting;
  readonly seed: number;
  readonly backend: Backend;
  readonly signal: AbortSignal;
  /** Where an earlier run of the same setting and seed stopped. */
  readonly resume?: ScaleState | undefined;
  /** Points along a whole run. Default {@link REPORTS}. */
  readonly reports?: number;
  /** Seconds on a clock that stands still while nothing is computed, where there is one. Default wall time. */
  readonly clock?: () => number;
}

/** Points along a whole run. */
export const REPORTS = 40;

/** A report of a run. */
export interface ScaleReport {
  readonly point: ScalePoint;
  readonly total: number;
  /** Losses of the step, by term. */
  readonly losses: Readonly<Record<string, number>>;
  readonly network: KnownNetwork;
  /** The components as they are. */
  readonly found: ParameterDecomposition;
  /** Circuits and the components matched to them, by site. */
  readonly matches: Readonly<Record<Site, ComponentMatch>>;
  /** What the run can go on from. */
  state(): Promise<ScaleState>;
}

/** Inputs that the components are scored on at the end. */
const SAMPLES = 4000;

/**
 * Decomposes a readout network with SPD, counting recovered circuits as it goes.
 * @throws `aborted`; `not-finite` when training diverges; `corrupt-file` on a damaged checkpoint
 */
export async function* runScale({
  setting,
  seed,
  backend,
  signal,
  resume,
  reports = REPORTS,
  clock = () => performance.now() / 1000,
}: ScaleOptions): AsyncGenerator<ScaleReport, ScaleRun, void> {
  const { animals, attributes } = setting.network;
  // Settings of one size decompose the same networks.
  const streams = rng(seed).split(`scale ${animals}+${attributes}`);
  const network = readoutNetwork(streams.split("network"), setting.network);
  const { steps, batch } = setting.params;
  const points: ScalePoint[] = [...(resume?.run.points ?? [])];
  const soFar = (): ScaleRun => ({ setting, seed, points: [...points], backend: backend.name });
  const every = Math.ceil(steps / reports);
  const method = scaleMethod(setting, { network, source: network.source, backend });
  let components = points.at(-1)?.components ?? setting.components;
  const start = (from: Checkpoint | undefined) =>
    startFit(method, inputOf(network, setting, components), {
      ...{ params: setting.params, backend, rng: streams.split("fit"), signal, every },
      resume: from,
    });
  let fit = start(resume?.checkpoint === undefined ? undefined : decodeCheckpoint(resume.checkpoint));
  // Time that reports take is not training.
  let training = points.at(-1)?.seconds ?? 0;
  const timed = async <T>(body: () => Promise<T>): Promise<T> => {
    const since = clock();
    const result = await body();
    training += clock() - since;
    return result;
  };
  try {
    for (;;) {
      const next = await timed(() => fit.next());
      if (next.done) {
        const inputs = network.source.sample(streams.split("inputs"), SAMPLES);
        const [animals, attributes] = [
          await readSite(next.value, network, "animals", inputs),
          await readSite(next.value, network, "attributes", inputs),
        ];
        const { relativeError } = await adversarialMasks(next.value, inputs, {
          backend,
          rng: streams.split("adversary"),
        });
        return { ...soFar(), end: { animals, attributes, adversarialError: relativeError } };
      }
      const { step, losses, peek, checkpoint } = next.value;
      const found = await peek();
      const matches = {
        animals: matchAt(found, network, "animals"),
        attributes: matchAt(found, network, "attributes"),
      };
      const due = setting.prune > 0 && (step / every) % setting.prune === 0 && step < steps;
      const pruned = due
        ? await timed(() =>
            withoutIdle(
              found,
              { source: network.source, animals: setting.network.animals, rng: streams.split(`prune ${step}`) },
              checkpoint,
            ),
          )
        : undefined;
      components = pruned?.components ?? components;
      points.push({
        step,
        exposures: (step * batch) / setting.network.animals,
        seconds: training,
        animals: matches.animals.recovered,
        attributes: matches.attributes.recovered,
        components,
      });
      yield {
        point: points.at(-1)!,
        total: steps,
        losses,
        network,
        found,
        matches,
        state: async () => ({
          run: soFar(),
          checkpoint: encodeCheckpoint(pruned?.checkpoint ?? (await checkpoint())),
        }),
      };
      if (pruned) {
        await fit.return(undefined as never);
        fit = start(pruned.checkpoint);
      }
    }
  } finally {
    await fit.return(undefined as never);
  }
}

function inputOf(
  network: KnownNetwork,
  { pressure }: ScaleSetting,
  components: ScalePoint["components"],
): ParameterInput {
  return {
    kind: "parameters",
    network,
    source: network.source,
    sites: {
      animals: { components: components.animals },
      attributes: { components: components.attributes, pressure },
    },
  };
}

/** The best one-to-one match of a site's circuits and components: cubic in their number, so once for each report. */
function matchAt(found: ParameterDecomposition, network: KnownNetwork, site: Site): ComponentMatch {
  const { read, write } = found.site(site);
  return componentMatch({ components: { read, write }, mechanisms: circuitsAt(network, site) });
}
