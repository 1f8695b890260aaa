import type { Backend } from "@exampledon/compute";
import { isExampledonError, type Progress, rng, stackRows } from "@exampledon/core";
import { type DecomposerDefinition, sourceOf, startFit } from "@exampledon/decomposer";
import type { BoardCell, BoardWorld, CellOutcome } from "./contract.ts";
import { scoreCell } from "./score-cell.ts";
import { valuesOf } from "./values.ts";

/** What a cell runs on. */
export interface RunCellOptions {
  readonly method: DecomposerDefinition;
  readonly world: BoardWorld;
  readonly backend: Backend;
  readonly signal?: AbortSignal | undefined;
}

/** Reports per fit. */
const REPORTS = 10;

/**
 * Fits one cell and scores it. Pull-based like `fit`. World, fit and evaluation draw from the seed's streams `world`,
 * `fit` and `scores`, so what it finds depends on the cell alone, whatever else a board holds.
 * @returns scores; a refusal when the method does not take such data, or diverges on them
 * @throws `aborted`
 */
export async function* runCell(
  cell: BoardCell,
  { method, world: { definition, sizes }, backend, signal }: RunCellOptions,
): AsyncGenerator<Progress, CellOutcome, void> {
  const stream = rng(cell.seed);
  const world = definition.build(stream.split("world"), sizes[cell.size].params as Record<string, never>);
  const steps = startFit(
    method,
    {
      kind: "activations",
      source: sourceOf(world),
      truth: stackRows(...world.groups.map(({ directions }) => directions)),
    },
    { backend, params: cell.params, rng: stream.split("fit"), signal, every: reportEvery(cell) },
  );
  try {
    for (;;) {
      const next = await steps.next();
      if (next.done) return { values: valuesOf(scoreCell(next.value, world, cell.size, stream.split("scores"))) };
      const { step, total } = next.value;
      yield { step, total };
    }
  } catch (error) {
    if (!isExampledonError(error) || !REFUSALS.has(error.code)) throw error;
    return { refused: { code: error.code, message: error.message } };
  } finally {
    await steps.return(undefined as never);
  }
}

/** Errors by which a method says that data or parameters are not for it. */
const REFUSALS: ReadonlySet<string> = new Set(["bad-param", "bad-shape", "not-finite", "missing-capability"]);

function reportEvery({ params }: BoardCell): number {
  const length = Number(params.steps ?? params.iterations ?? REPORTS);
  return Math.max(1, Math.ceil(length / REPORTS));
}
