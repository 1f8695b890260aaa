import { rng } from "@exampledon/core";
import { startFit } from "@exampledon/decomposer";
import { truthBySite } from "@exampledon/networks";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { driveFit, type FitOptions } from "./drive-fit.ts";
import { type ParameterFitScores, parameterFitScores } from "./parameter-fit-scores.ts";
import { parameterScoresTable } from "./parameter-scores-table.ts";
import { type ParameterFitRequest, type ParameterFitRun, planParameterFit } from "./plan-parameter-fit.ts";

/** What `fit --json` prints of a fit to a network. */
export interface ParameterFitReport {
  readonly run: ParameterFitRun;
  /** Named loss terms of the last step. */
  readonly losses: Readonly<Record<string, number>>;
  readonly scores: ParameterFitScores;
  readonly out: string;
  readonly sha256: string;
}

/**
 * Decomposes the weights of a network with known mechanisms, writes the decomposition and prints how well it found them. The
 * same request gives the same bytes, also when killed and resumed.
 * @returns the exit code
 * @throws `unknown-id`, `bad-param`, `not-finite`; `corrupt-file` or `environment` for files
 */
export async function fitParameters(
  catalog: Catalog,
  terminal: Terminal,
  request: ParameterFitRequest,
  options: FitOptions,
): Promise<number> {
  const { run, definition, network: networkDefinition } = planParameterFit(catalog, request);
  const backend = await catalog.createBackend(options.backend);
  const stream = rng(run.seed);
  const network = await networkDefinition.build(stream.split("network"), run.networkParams as Record<string, never>, {
    backend,
  });
  const driven = await driveFit(
    terminal,
    {
      run,
      name: `${run.method.replace("/", "-")}.${run.network}.${run.seed}`,
      start: (start) =>
        startFit(
          definition,
          {
            kind: "parameters",
            network,
            source: network.source,
            ...(definition.tags.usesTruth && { truth: truthBySite(network.mechanisms) }),
          },
          { backend, params: run.params, rng: stream.split("fit"), ...start },
        ),
    },
    options,
  );
  if (typeof driven === "number") return driven;
  const { found, losses, out, sha256 } = driven;
  const scores = await parameterFitScores(found, network, { backend, rng: stream.split("scores") });
  if (options.json) {
    const report: ParameterFitReport = { run, losses, scores, out, sha256 };
    terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    terminal.out(parameterScoresTable(terminal, scores));
    terminal.out(`${shown(out)}  sha256 ${sha256}\n`);
  }
  return EXIT.ok;
}
