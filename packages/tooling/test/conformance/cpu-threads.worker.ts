import { threadedCpuBackend } from "@exampledon/backend-cpu";
import { subjectChecks } from "./subject-checks.ts";

// Runs the check that it is told, and answers with what is wrong, or nothing.
const checks = subjectChecks("cpu-threads", () => threadedCpuBackend({ threads: 2 }));
self.onmessage = async ({ data: name }: MessageEvent<string>) => {
  const check = checks.find((each) => each.name === name);
  try {
    if (!check) throw new Error(`there is no check ${name}`);
    await check.run();
    self.postMessage("");
  } catch (error) {
    self.postMessage(String(error));
  }
};
