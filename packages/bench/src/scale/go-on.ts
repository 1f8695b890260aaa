import { type ClaimDefinition, componentsMap, defineClaim } from "@exampledon/claims";
import { choice } from "@exampledon/core";
import type { ComponentMatch } from "@exampledon/metrics";
import type { ScaleState } from "./contract.ts";
import { goOnFigure, type SortedCosines } from "./go-on-figure.ts";
import { REPORTS, runScale } from "./run-scale.ts";

/** Reports for each that the recorded run made: a page wants one about every second. */
const FINER = 4;
/** Circuits up to which every one is drawn against every component. */
const MAPPED = 300;

/**
 * A demonstration that goes on with recorded runs: their components, importance functions, moments and random streams as
 * they were when they were stopped.
 * @param states by the id of their setting; each is loaded when it is asked for
 */
export function goOnDemo(states: Readonly<Record<string, () => Promise<ScaleState>>>): ClaimDefinition {
  const ids = Object.keys(states);
  return defineClaim({
    id: "go-on-with-a-recorded-run",
    kind: "demo",
    number: 0,
    title: "Go on with a recorded run",
    statement:
      "The weights of a decomposition that was stopped on the way, and what training makes of them from there. Its random streams go on, too: a seed changes nothing.",
    source: {
      side: "method",
      title: "Bushnaq, Braun & Sharkey 2025, Stochastic Parameter Decomposition",
      url: "https://arxiv.org/abs/2506.20790",
    },
    trained: true,
    params: {
      network: choice({ doc: "Animals and attributes of the network.", default: ids[0]!, choices: ids }),
    },
    sizes: { live: {}, ci: {}, full: {} },
    seeds: { live: [0], ci: [0], full: [0] },
    values: {
      animals: { label: "animal circuits with a component of their own", unit: "circuits" },
      attributes: { label: "attribute circuits with a component of their own", unit: "circuits" },
      animalsFidelity: { label: "animals: R² of a component's contribution to what its circuit reads" },
      attributesFidelity: { label: "attributes: R² of a component's contribution to what its circuit reads" },
      adversarialError: { label: "relative error of outputs under the worst masks found" },
    },
    checks: [],
    variations: [],
    async *run({ network: id }, { backend, signal = new AbortController().signal }) {
      const state = await states[id]!();
      const { setting, seed, points } = state.run;
      const from = points.at(-1)!.step;
      const run = runScale({
        ...{ seed, backend, signal, resume: state },
        // Components are left out after the same steps as in the recorded run.
        setting: { ...setting, prune: setting.prune * FINER },
        reports: FINER * REPORTS,
      });
      const all = [...points];
      let cosines: SortedCosines = { animals: [], attributes: [] };
      let map: ReturnType<typeof componentsMap> | undefined;
      try {
        for (;;) {
          const next = await run.next();
          if (next.done) {
            const { animals, attributes, adversarialError } = next.value.end!;
            const last = all.at(-1)!;
            return {
              values: {
                animals: last.animals,
                attributes: last.attributes,
                animalsFidelity: animals.fidelity,
                attributesFidelity: attributes.fidelity,
                adversarialError,
              },
              figure: goOnFigure(setting, all, from, cosines, map),
            };
          }
          const { point, total, losses, found, matches, network } = next.value;
          all.push(point);
          cosines = { animals: sorted(matches.animals), attributes: sorted(matches.attributes) };
          map = network.mechanisms.length <= MAPPED ? componentsMap(found, network) : undefined;
          yield {
            step: point.step - from,
            total: total - from,
            label: "learning",
            figure: goOnFigure(setting, all, from, cosines, map),
            log: `step ${point.step}: ${Object.entries(losses)
              .map(([term, loss]) => `${term} ${loss.toPrecision(4)}`)
              .join(", ")}`,
          };
        }
      } finally {
        await run.return(undefined as never);
      }
    },
  });
}

/** Cosine of each circuit with the component matched to it, highest first. */
function sorted({ perMechanism }: ComponentMatch): readonly number[] {
  return [...perMechanism.cosine].sort((a, b) => b - a);
}
