import type { ClaimReport, Figure, RunStep } from "@exampledon/claims";
import { formatDuration } from "../text/format-number.ts";
import type { RunRequest } from "./runner.ts";

/** A run as far as it has come. */
export interface RunView {
  readonly request: RunRequest;
  readonly backend: string;
  readonly step: number;
  /** 0 until the first report. */
  readonly total: number;
  readonly label: string;
  readonly seedIndex: number;
  readonly figure: Figure | undefined;
  readonly values: Readonly<Record<string, number>>;
  readonly log: readonly string[];
  /** Time spent computing, pauses left out. */
  readonly milliseconds: number;
}

/** Where the page of a claim stands: its HTML alone, ready to run, or in a run. `said` is for screen readers. */
export type RunState = { readonly said: string } & (
  | { readonly phase: "static" }
  | { readonly phase: "ready" }
  | { readonly phase: "running"; readonly run: RunView }
  | { readonly phase: "paused"; readonly run: RunView }
  | { readonly phase: "stopped"; readonly run: RunView }
  | { readonly phase: "done"; readonly run: RunView; readonly report: ClaimReport }
  | { readonly phase: "failed"; readonly run: RunView; readonly message: string }
);

/** What can happen to a {@link RunState}. */
export type RunEvent =
  | { readonly type: "hydrate" }
  | { readonly type: "start"; readonly request: RunRequest; readonly as: "running" | "paused" }
  | { readonly type: "started"; readonly backend: string }
  | { readonly type: "progress"; readonly step: RunStep; readonly milliseconds: number }
  | { readonly type: "finish"; readonly report: ClaimReport; readonly milliseconds: number }
  | { readonly type: "pause" }
  | { readonly type: "continue" }
  | { readonly type: "stop" }
  | { readonly type: "fail"; readonly message: string }
  | { readonly type: "reset" };

/** The state of HTML without scripts. */
export const staticState: RunState = { phase: "static", said: "" };

const keptLines = 500;

/** The next state; an event that means nothing in a state leaves it as it is. */
export function runReducer(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "hydrate":
      return state.phase === "static" ? { phase: "ready", said: "" } : state;
    case "reset":
      return state.phase === "static" ? state : { phase: "ready", said: "Reset." };
    case "start":
      if (state.phase === "static" || isActive(state)) return state;
      return { phase: event.as, run: emptyRun(event.request), said: "The run has started." };
    case "started":
      return isActive(state) ? { ...state, run: { ...state.run, backend: event.backend } } : state;
    case "progress":
      return isActive(state) ? progressed(state, event.step, event.milliseconds) : state;
    case "finish":
      if (!isActive(state)) return state;
      return {
        phase: "done",
        report: event.report,
        run: {
          ...state.run,
          step: state.run.total,
          seedIndex: state.run.request.seeds.length - 1,
          milliseconds: state.run.milliseconds + event.milliseconds,
        },
        said: `The run is done. Verdict: ${event.report.verdict}.`,
      };
    case "pause":
      return state.phase === "running" ? { ...state, phase: "paused", said: "Paused." } : state;
    case "continue":
      return state.phase === "paused" ? { ...state, phase: "running", said: "Continued." } : state;
    case "stop":
      return isActive(state) ? { phase: "stopped", run: state.run, said: "Stopped." } : state;
    case "fail":
      if (!isActive(state)) return state;
      return { phase: "failed", run: state.run, message: event.message, said: `The run failed: ${event.message}` };
  }
}

/** Share of the run that is done, 0 to 1. */
export function shareDone(run: RunView): number {
  return run.total > 0 ? Math.min(1, run.step / run.total) : 0;
}

/** Time left at the pace so far, in words; empty while unknown. */
export function timeLeft(run: RunView): string {
  const share = shareDone(run);
  if (share <= 0 || share >= 1) return "";
  return `about ${formatDuration(Math.max(1000, (run.milliseconds * (1 - share)) / share))} left`;
}

type Active = Extract<RunState, { phase: "running" | "paused" }>;

function isActive(state: RunState): state is Active {
  return state.phase === "running" || state.phase === "paused";
}

function emptyRun(request: RunRequest): RunView {
  return {
    request,
    backend: "",
    step: 0,
    total: 0,
    label: "",
    seedIndex: 0,
    figure: undefined,
    values: {},
    log: [],
    milliseconds: 0,
  };
}

function progressed(state: Active, step: RunStep, milliseconds: number): RunState {
  const { run } = state;
  const next: RunView = {
    ...run,
    step: step.step,
    total: step.total,
    label: step.label ?? "",
    seedIndex: step.seedIndex,
    figure: step.figure ?? run.figure,
    values: step.values ?? run.values,
    log: step.log === undefined ? run.log : [...run.log, ...step.log.split("\n")].slice(-keptLines),
    milliseconds: run.milliseconds + milliseconds,
  };
  const quarter = Math.floor(shareDone(next) * 4);
  const announce = quarter > Math.floor(shareDone(run) * 4) && quarter < 4;
  return { ...state, run: next, said: announce ? `${quarter * 25} % done.` : state.said };
}
