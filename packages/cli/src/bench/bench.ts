import { cpus, loadavg } from "node:os";
import { resolve } from "node:path";
import {
  allContestants,
  NETWORK_METHOD,
  onlyMethods,
  runSpeed,
  type SpeedResult,
  serializeSpeed,
  speedSettings,
} from "@exampledon/bench";
import { fail, isExampledonError } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { catchInterrupt } from "../interrupt.ts";
import { keepRecorded } from "../keep-recorded.ts";
import { progressView } from "../progress-view.ts";
import { shown } from "../shown.ts";
import type { Terminal } from "../terminal.ts";
import { writeFileWhole } from "../write-file.ts";
import { speedTables } from "./speed-tables.ts";

/** What to time. */
export interface BenchOptions {
  readonly quick: boolean;
  /** Parts of contestants' names; PyTorch always takes part. */
  readonly only?: readonly string[] | undefined;
  /** Parts of methods' ids: nothing but their steps is timed. */
  readonly methods?: readonly string[] | undefined;
  /** File of the result. */
  readonly out: string;
  readonly record: boolean;
  readonly json: boolean;
}

/**
 * Runs the speed bench and prints how many times as fast as PyTorch each contestant is.
 * @returns the exit code: 1 when a contestant does not compute what the reference computes
 * @throws `bad-param` for recording a part of the bench; `environment` when the machine is too busy to record, or a file
 * cannot be written
 */
export async function bench(catalog: Catalog, terminal: Terminal, options: BenchOptions): Promise<number> {
  const { quick, only, methods, out, record, json } = options;
  if (record && (only || methods)) {
    fail("bad-param", {
      where: "exampledon bench",
      problem: "a recorded bench is the whole bench, or the whole quick one",
      got: "--record with --only or --methods",
      cure: "leave out --record, or --only and --methods",
    });
  }
  const [load, cores] = [loadavg()[0]!, cpus().length];
  if (record && load > cores / 2) {
    fail("environment", {
      where: "exampledon bench",
      problem: `a recorded bench needs a quiet machine: a load of at most ${cores / 2}`,
      got: load.toFixed(1),
      cure: "stop what else is running, or leave out --record",
    });
  }
  const whole = speedSettings(quick);
  const settings = methods ? onlyMethods(whole, methods) : whole;
  if (settings.methods.length + settings.networks.length === 0) {
    fail("unknown-id", {
      where: "exampledon bench",
      problem: `the methods are ${[...whole.methods, NETWORK_METHOD].join(", ")}`,
      got: methods,
      cure: "name a part of one of these",
    });
  }
  const all = allContestants();
  const chosen = all.filter(
    ({ id, family }) => !only || [...only, "PyTorch"].some((part) => `${id} ${family}`.includes(part)),
  );
  const view = progressView(terminal);
  const interrupt = catchInterrupt(view.line);
  let result: SpeedResult;
  try {
    result = await runSpeed({
      settings,
      contestants: chosen,
      signal: interrupt.signal,
      progress: (fraction, label) => view.update(label, fraction, 1),
      note: view.line,
    });
  } catch (error) {
    if (!isExampledonError(error, "aborted") || !interrupt.signal.aborted) throw error;
    terminal.note("Stopped; nothing was kept, since times of two runs cannot be compared.");
    return EXIT.interrupted;
  } finally {
    view.clear();
    interrupt.release();
  }
  const text = serializeSpeed(result);
  await writeFileWhole(resolve(out), text);
  if (record) await keepRecorded(catalog, terminal, "speed.json", text);
  terminal.out(json ? text : speedTables(terminal, result, chosen));
  terminal.note(`Result: ${shown(out)}`);
  return result.checks.every(({ passed }) => passed) ? EXIT.ok : EXIT.failed;
}
