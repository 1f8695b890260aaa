import { describe, expect, it } from "vitest";
import { fakeReport, fakeStep } from "../../test/fake-claim.ts";
import { type RunEvent, type RunState, runReducer, shareDone, staticState, timeLeft } from "./run-state.ts";

const request = { claim: "fake", size: "live", params: {}, seeds: [3] } as const;
const ready = runReducer(staticState, { type: "hydrate" });
const running = runReducer(ready, { type: "start", request, as: "running" });
const paused = runReducer(ready, { type: "start", request, as: "paused" });

const states: Record<RunState["phase"], RunState> = {
  static: staticState,
  ready,
  running,
  paused,
  done: runReducer(running, { type: "finish", report: fakeReport(), milliseconds: 5 }),
  stopped: runReducer(running, { type: "stop" }),
  failed: runReducer(running, { type: "fail", message: "it broke" }),
};

const events: Record<string, RunEvent> = {
  hydrate: { type: "hydrate" },
  run: { type: "start", request, as: "running" },
  stepInto: { type: "start", request, as: "paused" },
  started: { type: "started", backend: "cpu" },
  progress: { type: "progress", step: fakeStep(1, 10), milliseconds: 10 },
  finish: { type: "finish", report: fakeReport(), milliseconds: 5 },
  pause: { type: "pause" },
  continue: { type: "continue" },
  stop: { type: "stop" },
  fail: { type: "fail", message: "it broke" },
  reset: { type: "reset" },
};

// The phase after each event, in the order of `events`; "." is no change.
const after: Record<RunState["phase"], string> = {
  static: "ready . . . . . . . . . .",
  ready: ". running paused . . . . . . . ready",
  running: ". . . running running done paused . stopped failed ready",
  paused: ". . . paused paused done . running stopped failed ready",
  done: ". running paused . . . . . . . ready",
  stopped: ". running paused . . . . . . . ready",
  failed: ". running paused . . . . . . . ready",
};

describe("runReducer", () => {
  const cases = Object.entries(after).flatMap(([phase, row]) =>
    row.split(" ").map((next, index) => [phase as RunState["phase"], Object.keys(events)[index]!, next] as const),
  );

  it("covers every phase and event", () => {
    expect(cases).toHaveLength(Object.keys(states).length * Object.keys(events).length);
    for (const [phase, state] of Object.entries(states)) expect(state.phase).toBe(phase);
  });

  it.each(cases)("%s on %s: %s", (phase, event, next) => {
    const result = runReducer(states[phase], events[event]!);
    if (next === ".") expect(result).toBe(states[phase]);
    else expect(result.phase).toBe(next);
  });

  it("keeps what a step leaves out, and counts the time", () => {
    const figure = fakeReport().figure;
    const first = runReducer(running, {
      type: "progress",
      step: fakeStep(1, 10, { figure, values: { half: 0.5 }, log: "one\ntwo" }),
      milliseconds: 30,
    });
    const second = runReducer(first, { type: "progress", step: fakeStep(2, 10), milliseconds: 12 });
    expect(second).toMatchObject({
      run: { step: 2, figure, values: { half: 0.5 }, log: ["one", "two"], milliseconds: 42 },
    });
  });

  it("says the start, each quarter once, and the verdict", () => {
    const said: string[] = [running.said];
    let state = running;
    for (let step = 1; step <= 40; step++) {
      state = runReducer(state, { type: "progress", step: fakeStep(step, 40), milliseconds: 1 });
      if (state.said !== said.at(-1)) said.push(state.said);
    }
    said.push(runReducer(state, events.finish!).said);
    expect(said).toEqual([
      "The run has started.",
      "25 % done.",
      "50 % done.",
      "75 % done.",
      "The run is done. Verdict: holds.",
    ]);
  });

  it("keeps the last lines of a long log", () => {
    let state = running;
    for (let step = 1; step <= 600; step++) {
      state = runReducer(state, {
        type: "progress",
        step: fakeStep(step, 600, { log: `line ${step}` }),
        milliseconds: 1,
      });
    }
    expect("run" in state && [state.run.log.length, state.run.log.at(-1)]).toEqual([500, "line 600"]);
  });
});

describe("time left", () => {
  it("follows the pace so far", () => {
    const state = runReducer(running, { type: "progress", step: fakeStep(1, 4), milliseconds: 2000 });
    expect("run" in state && timeLeft(state.run)).toBe("about 6.0 s left");
    expect("run" in state && shareDone(state.run)).toBe(0.25);
  });

  it("is not guessed before the first step", () => {
    expect("run" in running && timeLeft(running.run)).toBe("");
  });
});
