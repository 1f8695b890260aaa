import { setFlagsFromString } from "node:v8";
import { type ThreadedCpuBackend, threadedCpuBackend } from "@exampledon/backend-cpu";
import { afterAll } from "vitest";
import { describeCpu } from "./cpu-subjects.ts";
import { describeSubject } from "./describe-subject.ts";

// Node 20 has relaxed SIMD behind a flag; newer versions have it on.
setFlagsFromString("--experimental-wasm-relaxed-simd");

describeCpu();

let threaded: ThreadedCpuBackend | undefined;
describeSubject("cpu-threads", async () => {
  threaded = await threadedCpuBackend({ threads: 2 });
  return threaded;
});
afterAll(() => threaded?.close());
