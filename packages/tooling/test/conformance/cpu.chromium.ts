import { afterAll, expect, test } from "vitest";
import { describeCpu } from "./cpu-subjects.ts";
import { describeChecks } from "./describe-subject.ts";
import { subjectChecks } from "./subject-checks.ts";

describeCpu();

// Threads wait for each other, which the main thread of a page may not: the checks run in a worker, one at a time.
const worker = new Worker(new URL("./cpu-threads.worker.ts", import.meta.url), { type: "module" });
const nowhere = (): never => {
  throw new Error("the checks run in the worker");
};
const remote = subjectChecks("cpu-threads", nowhere).map(({ name }) => ({
  name,
  run: async () => {
    const problem = await new Promise<string>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<string>) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      worker.postMessage(name);
    });
    if (problem) throw new Error(problem);
  },
}));
describeChecks("cpu-threads", remote);
afterAll(() => worker.terminate());

test("the page is cross-origin isolated", () => expect(crossOriginIsolated).toBe(true));
