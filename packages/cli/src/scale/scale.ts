import { resolve } from "node:path";
import { threadedCpuBackend } from "@exampledon/backend-cpu";
import {
  compactState,
  runScale,
  type ScaleOptions,
  type ScaleResult,
  scaleSettings,
  serializeScale,
  stateFile,
} from "@exampledon/bench";
import { isExampledonError } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { findById } from "../find-by-id.ts";
import { catchInterrupt } from "../interrupt.ts";
import { keepRecorded } from "../keep-recorded.ts";
import { progressView } from "../progress-view.ts";
import { runProvenance } from "../provenance.ts";
import type { Terminal } from "../terminal.ts";
import { type RunStore, runStore } from "./run-store.ts";
import { scaleTable } from "./scale-table.ts";

/** What to decompose. */
export interface ScaleRequest {
  /** Ids of settings; the smallest when empty. */
  readonly sizes: readonly string[];
  readonly seeds: readonly number[];
  /** After which a run stops for now; no limit when left out. */
  readonly minutes?: number | undefined;
  /** Step after which a run stops for now, at the next report; no limit when left out. */
  readonly until?: number | undefined;
  readonly threads?: number | undefined;
  /** Folder that runs are kept in. */
  readonly out: string;
  readonly record: boolean;
  /** Keep the state that each size's first seed was stopped in with the package, small enough for a page to go on from. */
  readonly keepState: boolean;
  readonly json: boolean;
}

/** Milliseconds between two times that a run is written down. */
const KEEP_EVERY = 10_000;

/**
 * Decomposes readout networks and prints how many circuits came out. Runs are written down as they go, and those that
 * were stopped or killed go on.
 * @returns the exit code
 * @throws `unknown-id` before anything runs; `corrupt-file` when a kept run is damaged; `environment` when a file cannot be written
 */
export async function scale(catalog: Catalog, terminal: Terminal, request: ScaleRequest): Promise<number> {
  const { sizes, seeds, minutes, until, threads, out, record, keepState, json } = request;
  const ids = sizes.length > 0 ? sizes : [scaleSettings[0]!.id];
  const settings = ids.map((id) => findById("sizes", scaleSettings, id));
  const store = runStore(resolve(out));
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  // The fastest kernels: such runs take hours, and every run says what it was computed with.
  const backend = await threadedCpuBackend({ kernels: "relaxed-simd", ...(threads !== undefined && { threads }) });
  try {
    for (const setting of settings) {
      for (const seed of seeds) {
        const limit = {
          milliseconds: (minutes ?? Number.POSITIVE_INFINITY) * 60_000,
          step: until ?? setting.params.steps,
        };
        await goOn({ setting, seed, backend, signal: interrupt.signal, clock: cpuSeconds }, store, limit, view);
      }
    }
  } catch (error) {
    if (!isExampledonError(error, "aborted") || !interrupt.signal.aborted) throw error;
    terminal.note("Stopped. Repeat the command to go on.");
    return EXIT.interrupted;
  } finally {
    view.clear();
    interrupt.release();
    backend.close();
  }
  const result: ScaleResult = {
    schema: 1,
    runs: store.all(scaleSettings).map(({ run }) => run),
    provenance: runProvenance("@exampledon/bench"),
  };
  const text = serializeScale(result);
  if (record) await keepRecorded(catalog, terminal, "scale.json", text);
  for (const setting of keepState ? settings : []) {
    const state = store.read(setting, seeds[0]!)!;
    await keepRecorded(catalog, terminal, stateFile(setting.id), await compactState(state));
  }
  terminal.out(json ? text : scaleTable(terminal, result.runs));
  return EXIT.ok;
}

/** Trains until the end or until the time is up, writing the run down. */
async function goOn(
  options: Omit<ScaleOptions, "resume">,
  store: RunStore,
  limit: { readonly milliseconds: number; readonly step: number },
  view: ReturnType<typeof progressView>,
): Promise<void> {
  const { setting, seed } = options;
  const kept = store.read(setting, seed);
  const reached = kept?.run.points.at(-1)?.step ?? 0;
  if (kept?.run.end || (reached >= limit.step && limit.step < setting.params.steps)) return;
  const name = `${setting.id}, seed ${seed}`;
  if (kept) view.line(`${name} goes on after step ${reached}`);
  const run = runScale({ ...options, resume: kept });
  const start = performance.now();
  let written = start;
  try {
    for (;;) {
      const next = await run.next();
      if (next.done) {
        await store.write({ run: next.value });
        return;
      }
      const { point, total, state } = next.value;
      view.update(`${name}: ${point.animals} animals, ${point.attributes} attributes`, point.step, total);
      const now = performance.now();
      const over = (now - start > limit.milliseconds || point.step >= limit.step) && point.step < total;
      if (over || now - written > KEEP_EVERY) {
        await store.write(await state());
        written = now;
      }
      if (over) return;
    }
  } finally {
    await run.return(undefined as never);
  }
}

/** What this process has used of all cores: on a busy machine the clock says nothing. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
