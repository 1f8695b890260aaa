import { rng, stackRows } from "@exampledon/core";
import { sourceOf, startFit } from "@exampledon/decomposer";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { driveFit, type FitOptions } from "./drive-fit.ts";
import { type FitScores, fitScores } from "./fit-scores.ts";
import { type FitRequest, type FitRun, planFit } from "./plan-fit.ts";
import { scoresTable } from "./scores-table.ts";

/** What `fit --json` prints of a fit to a world. */
export interface FitReport {
  readonly run: FitRun;
  readonly components: number;
  /** Named loss terms of the last step. */
  readonly losses: Readonly<Record<string, number>>;
  readonly scores: FitScores;
  readonly out: string;
  readonly sha256: string;
}

/**
 * Fits a method to a planted world, writes the decomposition and prints how well it found the planted features. The same
 * request gives the same bytes, also when killed and resumed.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param`, `not-finite`; `corrupt-file` or `environment` for files
 */
export async function fit(
  catalog: Catalog,
  terminal: Terminal,
  request: FitRequest,
  options: FitOptions,
): Promise<number> {
  const plan = planFit(catalog, request);
  const { run, definition, world } = plan;
  const backend = await catalog.createBackend(options.backend);
  const driven = await driveFit(
    terminal,
    {
      run,
      name: `${run.method.replace("/", "-")}.${run.world}.${run.seed}`,
      start: (start) =>
        startFit(
          definition,
          {
            kind: "activations",
            source: sourceOf(world),
            truth: stackRows(...world.groups.map(({ directions }) => directions)),
          },
          { backend, params: run.params, rng: rng(run.seed).split("fit"), ...start },
        ),
    },
    options,
  );
  if (typeof driven === "number") return driven;
  const { found, losses, out, sha256 } = driven;
  const scores = fitScores(plan, found);
  if (options.json) {
    const report: FitReport = { run, components: found.components, losses, scores, out, sha256 };
    terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    terminal.out(scoresTable(terminal, scores, found.components));
    terminal.out(`${shown(out)}  sha256 ${sha256}\n`);
  }
  return EXIT.ok;
}
