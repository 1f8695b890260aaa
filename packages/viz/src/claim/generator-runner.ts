import type { ClaimReport, RunStep } from "@exampledon/claims";
import { fail } from "@exampledon/core";
import type { ClaimRunner, RunnerInfo, RunRequest } from "./runner.ts";

/** Starts a run: what `runClaim` gives, and the backend's name. */
export type StartRun = (
  request: RunRequest,
  signal: AbortSignal,
) => Promise<{ readonly info: RunnerInfo; readonly steps: AsyncGenerator<RunStep, ClaimReport, void> }>;

/**
 * A runner over an async generator on this thread; a worker exposes one to its page.
 * @param now clock in milliseconds, for the budget
 */
export function generatorRunner(startRun: StartRun, now: () => number = () => performance.now()): ClaimRunner {
  let current: { steps: AsyncGenerator<RunStep, ClaimReport, void>; abort: AbortController } | undefined;

  async function stop(): Promise<void> {
    const run = current;
    current = undefined;
    run?.abort.abort("stopped");
    await run?.steps.return(undefined as never);
  }

  return {
    async start(request) {
      await stop();
      const abort = new AbortController();
      const { info, steps } = await startRun(request, abort.signal);
      current = { steps, abort };
      return info;
    },
    async next(budgetMilliseconds) {
      const run = current;
      if (!run) {
        return fail("bad-param", {
          where: "claim runner",
          problem: "next needs a run in progress",
          got: "none",
          cure: "call start first",
        });
      }
      const until = now() + budgetMilliseconds;
      let last: RunStep | undefined;
      do {
        const next = await run.steps.next();
        if (next.done) {
          current = undefined;
          return { done: true, report: next.value };
        }
        last = last ? mergeSteps(last, next.value) : next.value;
      } while (now() < until);
      return { done: false, step: last };
    },
    stop,
    dispose() {
      void stop().catch(() => {});
    },
  };
}

/** The later of two steps, with the log of both and the newest figure and values known. */
export function mergeSteps(earlier: RunStep, later: RunStep): RunStep {
  const log = [earlier.log, later.log].filter((line) => line !== undefined).join("\n");
  const sameSeed = earlier.seedIndex === later.seedIndex ? earlier : {};
  return { ...pick(sameSeed), ...later, ...(log ? { log } : {}) };
}

function pick(step: Partial<RunStep>): Partial<RunStep> {
  return {
    ...(step.figure ? { figure: step.figure } : {}),
    ...(step.values ? { values: step.values } : {}),
  };
}
