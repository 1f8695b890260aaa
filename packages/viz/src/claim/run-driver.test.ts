import { describe, expect, it, vi } from "vitest";
import { fakeRun } from "../../test/fake-claim.ts";
import { generatorRunner } from "./generator-runner.ts";
import { runDriver } from "./run-driver.ts";
import { type RunEvent, type RunState, runReducer, staticState } from "./run-state.ts";

const request = { claim: "fake", size: "live", params: {}, seeds: [3] } as const;

/** A driver over `total` one-step pulls whose answers wait for `release`. */
function page(total: number, failAt?: number) {
  let state: RunState = runReducer(staticState, { type: "hydrate" });
  const events: RunEvent["type"][] = [];
  const waiting: (() => void)[] = [];
  const stopped = vi.fn();
  const inner = generatorRunner(async () => ({ info: { backend: "fake" }, steps: fakeRun(total, failAt) }));
  const driver = runDriver({
    createRunner: () => ({
      ...inner,
      next: async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return inner.next(0);
      },
      stop: async () => {
        stopped();
        await inner.stop();
      },
    }),
    dispatch: (event) => {
      events.push(event.type);
      state = runReducer(state, event);
    },
    budgetMilliseconds: () => 0,
  });
  async function release(count = 1): Promise<void> {
    for (let index = 0; index < count; index++) {
      await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0), { interval: 1 });
      waiting.shift()!();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  return { driver, events, waiting, stopped, release, state: () => state };
}

const stepOf = (state: RunState) => ("run" in state ? state.run.step : undefined);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("runDriver", () => {
  it("runs to the end", async () => {
    const { driver, release, state, events } = page(3);
    driver.start(request, "running");
    await release(4);
    expect(state()).toMatchObject({ phase: "done", run: { backend: "fake" } });
    expect(events).toEqual(["start", "started", "progress", "progress", "progress", "finish"]);
  });

  it("does not pull while paused, takes single steps, and goes on", async () => {
    const { driver, release, waiting, state } = page(5);
    driver.start(request, "running");
    await release(1);
    driver.pause();
    await release(1);
    await settle();
    expect(waiting).toHaveLength(0);
    expect(stepOf(state())).toBe(2);
    driver.step();
    await release(1);
    expect([state().phase, stepOf(state())]).toEqual(["paused", 3]);
    await settle();
    expect(waiting).toHaveLength(0);
    driver.continue();
    await release(3);
    expect(state().phase).toBe("done");
  });

  it("starts paused with one step", async () => {
    const { driver, release, waiting, state } = page(3);
    driver.start(request, "paused");
    await release(1);
    await settle();
    expect([state().phase, stepOf(state()), waiting.length]).toEqual(["paused", 1, 0]);
  });

  it("ignores the answer of a run that was stopped", async () => {
    const { driver, release, state, stopped } = page(5);
    driver.start(request, "running");
    await release(1);
    await settle();
    driver.stop();
    expect(state().phase).toBe("stopped");
    await release(1);
    expect([state().phase, stepOf(state()), stopped.mock.calls.length]).toEqual(["stopped", 1, 1]);
  });

  it("reports a failure and can start again", async () => {
    const { driver, release, state } = page(5, 2);
    driver.start(request, "running");
    await release(2);
    expect(state()).toMatchObject({ phase: "failed", message: "it broke" });
    driver.start(request, "running");
    expect(state().phase).toBe("running");
  });

  it("reports a runner that cannot be made", async () => {
    let state: RunState = runReducer(staticState, { type: "hydrate" });
    const driver = runDriver({
      createRunner: () => {
        throw new Error("no workers here");
      },
      dispatch: (event) => {
        state = runReducer(state, event);
      },
      budgetMilliseconds: () => 0,
    });
    driver.start(request, "running");
    await settle();
    expect(state).toMatchObject({ phase: "failed", message: "no workers here" });
  });
});
