import type { JSX } from "react";
import { formatDuration } from "../text/format-number.ts";
import type { RunDriver } from "./run-driver.ts";
import { type RunState, shareDone, timeLeft } from "./run-state.ts";
import type { RunRequest } from "./runner.ts";
import type { BackendChoice } from "./settings.ts";

interface RunBarProps {
  readonly state: RunState;
  readonly driver: Pick<RunDriver, "start" | "pause" | "continue" | "step" | "stop"> | undefined;
  readonly request: RunRequest;
  /** What a run of this size took where it was recorded, in words; empty where unknown. */
  readonly estimate: string;
  /** The page's own backend, to go on with where another one failed. */
  readonly home: BackendChoice | undefined;
}

/** The buttons that fit the state, and how far the run is. */
export function RunBar({ state, driver, request, estimate, home }: RunBarProps): JSX.Element {
  const { phase } = state;
  const isActive = phase === "running" || phase === "paused";
  return (
    <div className="xd-run-bar">
      <div className="xd-buttons">
        {phase === "running" ? (
          <button key="main" type="button" className="xd-button xd-primary" onClick={() => driver?.pause()}>
            Pause
          </button>
        ) : phase === "paused" ? (
          <button key="main" type="button" className="xd-button xd-primary" onClick={() => driver?.continue()}>
            Continue
          </button>
        ) : (
          <button
            key="main"
            type="button"
            className="xd-button xd-primary"
            disabled={phase === "static"}
            onClick={() => driver?.start(request, "running")}
          >
            {phase === "ready" || phase === "static" ? "Run" : phase === "failed" ? "Retry" : "Run again"}
          </button>
        )}
        <button
          type="button"
          className="xd-button"
          disabled={phase === "static" || phase === "running"}
          onClick={() => (phase === "paused" ? driver?.step() : driver?.start(request, "paused"))}
        >
          Step
        </button>
        <button type="button" className="xd-button" disabled={!isActive} onClick={() => driver?.stop()}>
          Stop
        </button>
        {phase === "failed" && home && state.run.request.backend && (
          <button
            type="button"
            className="xd-button"
            onClick={() => {
              const { backend: _, ...rest } = state.run.request;
              driver?.start({ ...rest, resume: true }, "running");
            }}
          >
            Continue on {home.title}
          </button>
        )}
      </div>
      <RunProgress state={state} estimate={estimate} />
    </div>
  );
}

function RunProgress({ state, estimate }: Pick<RunBarProps, "state" | "estimate">): JSX.Element {
  if (state.phase === "static" || state.phase === "ready") {
    return (
      <p className="xd-progress-text">{estimate || "Runs on this device, in a worker; nothing is sent anywhere."}</p>
    );
  }
  const { run } = state;
  if (state.phase === "done") {
    return (
      <div className="xd-progress">
        <progress max={1} value={1} aria-label="Progress of the run" />
        <p className="xd-progress-text" data-testid="step">
          done in {formatDuration(run.milliseconds)}
        </p>
      </div>
    );
  }
  const seeds = run.request.seeds.length;
  return (
    <div className="xd-progress">
      <progress max={1} value={shareDone(run)} aria-label="Progress of the run" />
      <p className="xd-progress-text">
        <span data-testid="step">
          step {run.step} of {run.total || "?"}
        </span>
        {seeds > 1 && `, seed ${run.seedIndex + 1} of ${seeds}`}
        {state.phase === "running" && timeLeft(run) && `, ${timeLeft(run)}`}
        {state.phase !== "running" && `, ${state.phase}`}
        {run.label && ` · ${run.label}`}
      </p>
      {state.phase === "failed" && (
        <p className="xd-failure" role="alert">
          {state.message}
        </p>
      )}
    </div>
  );
}
