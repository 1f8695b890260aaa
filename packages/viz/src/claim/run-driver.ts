import type { RunEvent } from "./run-state.ts";
import type { ClaimRunner, RunRequest } from "./runner.ts";

/** What a {@link RunDriver} needs from its page. */
export interface RunDriverOptions {
  readonly createRunner: () => ClaimRunner;
  readonly dispatch: (event: RunEvent) => void;
  /** How long one pull may compute: the time between two redraws. */
  readonly budgetMilliseconds: () => number;
  /** Clock in milliseconds. */
  readonly now?: () => number;
}

/** Turns the buttons of a page into calls of a runner, and its answers into events. */
export interface RunDriver {
  start(request: RunRequest, as: "running" | "paused"): void;
  pause(): void;
  continue(): void;
  /** One step of a paused run. */
  step(): void;
  stop(): void;
  dispose(): void;
}

/** Pulls a runner; answers that belong to a run given up are ignored. */
export function runDriver({
  createRunner,
  dispatch,
  budgetMilliseconds,
  now = () => performance.now(),
}: RunDriverOptions): RunDriver {
  let runner: ClaimRunner | undefined;
  let mode: "idle" | "paused" | "running" = "idle";
  let pulling: Promise<void> | undefined;
  let generation = 0;

  async function begin(request: RunRequest, own: number): Promise<void> {
    try {
      runner ??= createRunner();
      const { backend } = await runner.start(request);
      if (own === generation) dispatch({ type: "started", backend });
    } catch (error) {
      failed(error, own);
    }
  }

  async function pull(budget: number, own: number): Promise<void> {
    const before = now();
    try {
      const next = await runner!.next(budget);
      if (own !== generation) return;
      const milliseconds = now() - before;
      if (next.done) {
        mode = "idle";
        dispatch({ type: "finish", report: next.report, milliseconds });
      } else {
        dispatch({ type: "progress", step: next.step, milliseconds });
      }
    } catch (error) {
      failed(error, own);
    }
  }

  function failed(error: unknown, own: number): void {
    if (own !== generation) return;
    mode = "idle";
    dispatch({ type: "fail", message: error instanceof Error ? error.message : String(error) });
  }

  /** Keeps one pull in flight; what is asked for meanwhile is done after it. */
  function enqueue(task: (own: number) => Promise<void>): void {
    const own = generation;
    const after = (pulling ?? Promise.resolve()).then(() => (own === generation ? task(own) : undefined));
    pulling = after;
  }

  async function pump(own: number): Promise<void> {
    while (mode === "running" && own === generation) await pull(budgetMilliseconds(), own);
  }

  return {
    start(request, as) {
      if (mode !== "idle") return;
      generation += 1;
      mode = as;
      pulling = undefined;
      dispatch({ type: "start", request, as });
      enqueue((own) => begin(request, own));
      enqueue(as === "running" ? pump : (own) => (mode === "idle" ? Promise.resolve() : pull(0, own)));
    },
    pause() {
      if (mode !== "running") return;
      mode = "paused";
      dispatch({ type: "pause" });
    },
    continue() {
      if (mode !== "paused") return;
      mode = "running";
      dispatch({ type: "continue" });
      enqueue(pump);
    },
    step() {
      if (mode === "paused") enqueue((own) => (mode === "idle" ? Promise.resolve() : pull(0, own)));
    },
    stop() {
      if (mode === "idle") return;
      generation += 1;
      mode = "idle";
      dispatch({ type: "stop" });
      void runner?.stop().catch(() => {});
    },
    dispose() {
      generation += 1;
      mode = "idle";
      runner?.dispose();
      runner = undefined;
    },
  };
}
