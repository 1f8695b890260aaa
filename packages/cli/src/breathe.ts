import { setImmediate } from "node:timers/promises";

/** Longest time, in milliseconds, that pulled work may keep signals and timers waiting. */
const SLICE_MS = 20;

/** A function to await between two steps of pulled work: lets signals and timers in when a time slice is over. */
export function breather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < SLICE_MS) return;
    await setImmediate();
    last = performance.now();
  };
}
