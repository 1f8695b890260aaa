import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cpuBackend } from "@exampledon/backend-cpu";
import type { Checkpoint } from "@exampledon/decomposer";
import { writeArrays } from "./arrays-file.ts";
import type { RunningContestant } from "./contestant-process.ts";
import { kindOf } from "./kind-of.ts";
import type { ArraysFile, ProfileAnswer, RunAnswer } from "./protocol.ts";
import type { LossCheck, Missing, StepCell, StepProfile, Timing } from "./result.ts";
import { type Entry, measure, nameOf, type Session, withTask } from "./session.ts";
import type { StepSizes } from "./step-sizes.ts";
import { type StoredData, type StoredState, stepTask, storeData, storeState } from "./step-task.ts";
import { largestDifference } from "./summary.ts";

/** What was found about one size of step. */
export interface CellFinding {
  readonly cells: readonly StepCell[];
  readonly checks: readonly LossCheck[];
  readonly missing: readonly Missing[];
}

/**
 * Checks and times the steps of one method and size, at the start of training and after some of it. All contestants load
 * the same two states: the second is trained by the fastest of this project's own.
 */
export async function stepCells(
  session: Session,
  running: readonly RunningContestant[],
  sizes: StepSizes,
  folder: string,
): Promise<CellFinding> {
  const { method, batch, dim, latents } = sizes;
  const kind = kindOf(sizes);
  const name = kind.name(sizes);
  const data = storeData(sizes, folder);
  const checkpoint = await kind.first(sizes);
  const first = storeState(checkpoint, folder, "first");
  const draws = kind.draws(sizes, checkpoint, session.settings.checked);
  const { entries, checks, missing } = await check(session, running, {
    ...{ name, sizes, data, first },
    draws: draws.length > 0 ? writeArrays(join(folder, "draws.f32"), draws) : undefined,
  });
  const time = async (state: StoredState): Promise<StepCell> => {
    const id = `${name}, after ${state.step} steps`;
    const timed = entries.map((entry) => ({
      ...entry,
      task: stepTask(sizes, data, state, { still: true, variant: entry.variant }),
    }));
    const found = await measure(session, id, timed, kindOf(sizes).operations(sizes));
    missing.push(...found.missing);
    const density = kind.density(sizes, data.numbers, state.numbers);
    const profile = await profileOf(session, timed, found.timings);
    const cell = { id, method, batch, dim, latents, trained: state.step, density, timings: found.timings };
    return { ...cell, ...(profile && { profile }) };
  };
  if (entries.length === 0) return { cells: [], checks, missing };
  const start = await time(first);
  const trained = await train(session, entries, start.timings, { sizes, data, first, folder });
  return { cells: trained ? [start, await time(trained)] : [start], checks, missing };
}

/** Length of a profile, in turns: single steps vary. */
const PROFILED_TURNS = 4;
/** Parts of a step that take less than this share of it are left out. */
const SMALLEST_PART = 0.02;

/** Where the time of the fastest of this project's own contestants goes. */
async function profileOf(
  session: Session,
  entries: readonly Entry[],
  timings: readonly Timing[],
): Promise<StepProfile | undefined> {
  const fastest = fastestOwn(entries, timings);
  if (!fastest) return undefined;
  const times = Math.max(1, Math.ceil((PROFILED_TURNS * session.settings.turn) / fastest.milliseconds));
  const found = await withTask(session, fastest.entry, (ask) => ask<ProfileAnswer>("profile", { times }));
  if ("reason" in found) return undefined;
  const { milliseconds, parts } = found.value;
  const large = parts.filter((part) => part.milliseconds >= SMALLEST_PART * milliseconds);
  return { contestant: nameOf(fastest.entry), milliseconds, parts: large };
}

function fastestOwn(
  entries: readonly Entry[],
  timings: readonly Timing[],
): { readonly entry: Entry; readonly milliseconds: number } | undefined {
  const own = entries.filter(({ contestant }) => contestant.spec.side === "own");
  const ranked = timings.flatMap(({ contestant, median }) => {
    const entry = own.find((candidate) => candidate.contestant.spec.id === contestant);
    return entry ? [{ entry, milliseconds: median }] : [];
  });
  return ranked.sort((a, b) => a.milliseconds - b.milliseconds)[0];
}

interface StartOfCell {
  readonly name: string;
  readonly sizes: StepSizes;
  readonly data: StoredData;
  readonly first: StoredState;
  readonly draws: ArraysFile | undefined;
}

/** Keeps those whose first losses follow the reference's, which is the first contestant of this project's own. */
async function check(
  session: Session,
  running: readonly RunningContestant[],
  { name, sizes, data, first, draws }: StartOfCell,
): Promise<{ readonly entries: readonly Entry[]; readonly checks: readonly LossCheck[]; readonly missing: Missing[] }> {
  const missing: Missing[] = [];
  const checks: LossCheck[] = [];
  const entries: Entry[] = [];
  const tolerance = cpuBackend().tolerance.training;
  let reference: { readonly name: string; readonly losses: readonly number[] } | undefined;
  for (const contestant of running) {
    for (const variant of ["", ...(contestant.spec.variants?.[sizes.method] ?? [])]) {
      const entry: Entry = {
        contestant,
        variant,
        task: stepTask(sizes, data, first, { still: false, variant, draws }),
      };
      const skipped = tooSlow(session, entry, kindOf(sizes).operations(sizes));
      const found = skipped ? { reason: skipped } : await lossesOf(session, entry);
      if ("reason" in found) {
        missing.push({ contestant: nameOf(entry), cell: name, reason: found.reason });
        continue;
      }
      if (!reference) {
        reference = { name: contestant.spec.id, losses: found.value };
        entries.push(entry);
        continue;
      }
      const difference = largestDifference(found.value, reference.losses);
      const passed = difference <= tolerance;
      const { id } = contestant.spec;
      checks.push({ cell: name, contestant: id, variant, reference: reference.name, difference, tolerance, passed });
      if (passed) entries.push(entry);
    }
  }
  return { entries, checks, missing };
}

function tooSlow(
  { rates, settings }: Session,
  { contestant, variant, task }: Entry,
  operations: number,
): string | undefined {
  if (task.kind !== "step") return undefined;
  // The same method at a smaller size, or any product: whichever was slower.
  const known = [task.method, "matmul"].flatMap(
    (kind) => rates.get([contestant.spec.id, variant, kind].join("|")) ?? [],
  );
  const predicted = operations / Math.min(...known, Number.POSITIVE_INFINITY);
  return predicted > 2 * settings.longest
    ? `over budget: about ${Math.round(predicted)} ms, judged by smaller sizes`
    : undefined;
}

function lossesOf(
  session: Session,
  entry: Entry,
): Promise<{ readonly value: readonly number[] } | { readonly reason: string }> {
  return withTask(session, entry, async (ask) => {
    const losses: number[] = [];
    for (let step = 0; step < session.settings.checked; step++) {
      losses.push((await ask<RunAnswer>("run", { times: 1 })).loss ?? Number.NaN);
    }
    return losses;
  });
}

interface Training {
  readonly sizes: StepSizes;
  readonly data: StoredData;
  readonly first: StoredState;
  readonly folder: string;
}

/** Trains on with the fastest of this project's own contestants, as far as the time allows. */
async function train(
  session: Session,
  entries: readonly Entry[],
  timings: readonly Timing[],
  { sizes, data, first, folder }: Training,
): Promise<StoredState | undefined> {
  const { training, networkTraining, trainingTime } = session.settings;
  const fastest = fastestOwn(entries, timings);
  if (!fastest) return undefined;
  const { entry, milliseconds } = fastest;
  const times = Math.max(
    1,
    Math.min(sizes.network ? networkTraining : training, Math.floor(trainingTime / milliseconds)),
  );
  const path = join(folder, "trained-checkpoint.json");
  const task = stepTask(sizes, data, first, { still: false });
  const saved = await withTask(session, { ...entry, task }, (ask) => ask("save", { times, path }));
  return "reason" in saved
    ? undefined
    : storeState(JSON.parse(readFileSync(path, "utf8")) as Checkpoint, folder, "trained");
}
