import { throwIfAborted } from "@exampledon/core";
import type { RunningContestant } from "./contestant-process.ts";
import type { Answer, Ask, RunAnswer, SpeedTask } from "./protocol.ts";
import type { Missing, Timing } from "./result.ts";
import type { SpeedSettings } from "./settings.ts";
import { spread } from "./summary.ts";

/** One contestant with one task. */
export interface Entry {
  readonly contestant: RunningContestant;
  readonly variant: string;
  readonly task: SpeedTask;
}

/** What contestants did in one cell. */
export interface Measured {
  readonly timings: readonly Timing[];
  readonly missing: readonly Missing[];
}

/** A bench that is running: what it has learnt about the speed of its contestants, and how to ask them. */
export interface Session {
  readonly settings: SpeedSettings;
  readonly signal: AbortSignal;
  /** Multiplications and additions per millisecond, by contestant, variant and kind of task. */
  readonly rates: Map<string, number>;
}

/** Opens a task and closes it after `use`. A string says why there is no answer. */
export async function withTask<T>(
  { signal }: Session,
  { contestant, variant, task }: Entry,
  use: (ask: <A>(what: Exclude<Ask["do"], "describe" | "open" | "close">, more: object) => Promise<A>) => Promise<T>,
): Promise<{ readonly value: T } | { readonly reason: string }> {
  throwIfAborted(signal, "exampledon bench");
  const handle = handleOf({ task, variant });
  const opened = await contestant.ask({ do: "open", handle, task });
  if (!("ok" in opened)) return { reason: reasonOf(opened) };
  try {
    const value = await use(async <A>(what: string, more: object) => {
      throwIfAborted(signal, "exampledon bench");
      const answer = await contestant.ask<A>({ do: what, handle, ...more } as Ask);
      if ("ok" in answer) return answer.ok;
      throw new Refused(reasonOf(answer));
    });
    return { value };
  } catch (error) {
    if (error instanceof Refused) return { reason: error.message };
    throw error;
  } finally {
    await contestant.ask({ do: "close", handle });
  }
}

/** Times a task of several contestants: all are warmed up, then have their turns in rounds, each time in another order. */
export async function measure(
  session: Session,
  cell: string,
  entries: readonly Entry[],
  operations: number,
): Promise<Measured> {
  const { settings } = session;
  const missing: Missing[] = [];
  const ready: Ready[] = [];
  for (const entry of entries) {
    const result = await prepare(session, entry, operations);
    if ("reason" in result) missing.push({ contestant: nameOf(entry), cell, reason: result.reason });
    else ready.push(result);
  }
  for (let round = 0; round < settings.rounds; round++) {
    for (let i = 0; i < ready.length; i++) {
      throwIfAborted(session.signal, "exampledon bench");
      const one = ready[(i + round) % ready.length]!;
      const answer = await run(one.entry, one.repetitions);
      if ("ok" in answer) one.times.push(answer.ok.milliseconds / one.repetitions);
      await pause(settings.pause);
    }
  }
  for (const { entry } of ready) await entry.contestant.ask({ do: "close", handle: handleOf(entry) });
  const timings = ready.flatMap((one) => timingOf(one, session, operations) ?? []);
  for (const { entry, times } of ready) {
    if (times.length === 0) missing.push({ contestant: nameOf(entry), cell, reason: "it broke while it was timed" });
  }
  return { timings, missing };
}

interface Ready {
  readonly entry: Entry;
  readonly repetitions: number;
  readonly times: number[];
}

class Refused extends Error {}

async function prepare(
  { settings, rates, signal }: Session,
  entry: Entry,
  operations: number,
): Promise<Ready | { readonly reason: string }> {
  const { longest, warmUp, turn } = settings;
  const predicted = operations / (rates.get(rateKey(entry)) ?? Number.POSITIVE_INFINITY);
  if (predicted > 2 * longest)
    return { reason: `over budget: about ${Math.round(predicted)} ms, judged by smaller sizes` };
  throwIfAborted(signal, "exampledon bench");
  const opened = await entry.contestant.ask({ do: "open", handle: handleOf(entry), task: entry.task });
  if (!("ok" in opened)) return { reason: reasonOf(opened) };
  const give = async (reason: string): Promise<{ readonly reason: string }> => {
    await entry.contestant.ask({ do: "close", handle: handleOf(entry) });
    return { reason };
  };
  const start = performance.now();
  let fastest = Number.POSITIVE_INFINITY;
  do {
    throwIfAborted(signal, "exampledon bench");
    const answer = await run(entry, 1);
    if (!("ok" in answer)) return give(reasonOf(answer));
    fastest = Math.min(fastest, answer.ok.milliseconds);
    // The first one compiles; the second says how long it takes.
    if (answer.ok.milliseconds > longest && performance.now() - start > answer.ok.milliseconds * 1.5) {
      rates.set(rateKey(entry), operations / fastest);
      return give(`over budget: ${Math.round(fastest)} ms`);
    }
  } while (performance.now() - start < warmUp);
  const repetitions = Math.max(1, Math.round(turn / fastest));
  // Lets the trainer settle on this number of steps between two reports.
  const settled = await run(entry, repetitions);
  if (!("ok" in settled)) return give(reasonOf(settled));
  await pause(settings.pause);
  return { entry, repetitions, times: [] };
}

function run(entry: Entry, times: number): Promise<Answer<RunAnswer>> {
  return entry.contestant.ask({ do: "run", handle: handleOf(entry), times });
}

function timingOf({ entry, repetitions, times }: Ready, { rates }: Session, operations: number): Timing | undefined {
  if (times.length === 0) return undefined;
  const timing = { ...spread(times), n: times.length, repetitions };
  rates.set(rateKey(entry), operations / timing.median);
  return { contestant: entry.contestant.spec.id, variant: entry.variant, ...timing };
}

function handleOf({ task, variant }: Pick<Entry, "task" | "variant">): string {
  return `${task.kind} ${variant}`;
}

function rateKey({ contestant, variant, task }: Entry): string {
  return [contestant.spec.id, variant, task.kind === "step" ? task.method : task.kind].join("|");
}

/** A contestant, with its variant where it has several. */
export function nameOf({ contestant, variant }: Pick<Entry, "contestant" | "variant">): string {
  return variant === "" ? contestant.spec.id : `${contestant.spec.id}, ${variant}`;
}

function reasonOf(answer: { readonly absent: string } | { readonly error: string }): string {
  return "absent" in answer ? answer.absent : answer.error;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
