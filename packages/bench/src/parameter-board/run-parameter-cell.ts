import type { Backend } from "@exampledon/compute";
import { type Progress, rng } from "@exampledon/core";
import { type FitStep, startFit } from "@exampledon/decomposer";
import { nonZeroSource, truthBySite } from "@exampledon/networks";
import type { ParameterCell, ParameterCellSubject, ParameterScores } from "./contract.ts";
import { scoreParameterCell } from "./score-parameter-cell.ts";

/** What a cell runs on, and where. */
export interface RunParameterCellOptions extends ParameterCellSubject {
  readonly backend: Backend;
  readonly signal?: AbortSignal | undefined;
}

/** Reports per fit; the loss is averaged over the last {@link LAST} of them. */
const REPORTS = 100;
const LAST = 10;

/**
 * Trains one cell's network, decomposes it and scores what came out. Network, fit and scores draw from the seed's streams
 * of these names: cells of one network and seed decompose the same network, from the same batches however they start,
 * so that their losses can be compared seed by seed.
 * @throws `bad-param`, `not-finite`, `aborted`
 */
export async function* runParameterCell(
  cell: ParameterCell,
  { method, network: { definition }, backend, signal }: RunParameterCellOptions,
): AsyncGenerator<Progress, Readonly<Record<string, number>>, void> {
  const stream = rng(cell.seed);
  const network = await definition.build(stream.split("network"), cell.networkParams as Record<string, never>, {
    backend,
    signal,
  });
  const steps = startFit(
    method,
    {
      kind: "parameters",
      network,
      source: cell.inputs === "non-zero" ? nonZeroSource(network.source) : network.source,
      ...(method.tags.usesTruth && { truth: truthBySite(network.mechanisms) }),
    },
    { backend, params: cell.params, rng: stream.split("fit"), signal, every: reportEvery(cell) },
  );
  const totals: number[] = [];
  try {
    for (;;) {
      const next = await steps.next();
      if (next.done) {
        const scores = await scoreParameterCell(next.value, network, { backend, rng: stream.split("scores") });
        return valuesOf({ ...scores, loss: lossOf(totals) });
      }
      totals.push(totalOf(next.value));
      yield { step: next.value.step, total: next.value.total };
    }
  } finally {
    await steps.return(undefined as never);
  }
}

function reportEvery({ params }: ParameterCell): number {
  const { steps = REPORTS, faithfulnessSteps = 0 } = params as Readonly<Record<string, unknown>>;
  return Math.max(1, Math.ceil((Number(steps) + Number(faithfulnessSteps)) / REPORTS));
}

function totalOf({ losses }: Pick<FitStep, "losses">): number {
  return losses.total ?? Number.NaN;
}

function lossOf(totals: readonly number[]): number | undefined {
  const last = totals.slice(-LAST);
  return last.length > 0 ? last.reduce((sum, total) => sum + total, 0) / last.length : undefined;
}

/** Scores by name, without those that are undefined. */
function valuesOf(scores: ParameterScores): Readonly<Record<string, number>> {
  const entries = Object.entries(scores as unknown as Record<string, number | undefined>);
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}
