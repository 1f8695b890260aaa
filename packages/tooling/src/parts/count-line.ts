import type { Count } from "./part.ts";

/** Reads the last line `N passed, N failed` of an output; an output without one is a failure of its own. */
export function countFromOutput(output: string, exitedWell: boolean): Count {
  const line = [...output.matchAll(/^\s*(\d+) passed, (\d+) failed\b.*$/gm)].at(-1);
  const passed = Number(line?.[1] ?? 0);
  const failed = Number(line?.[2] ?? 0);
  if (failed > 0) return { passed, failed, failures: [`${failed} of ${passed + failed} failed, see above`] };
  if (line && exitedWell) return { passed, failed, failures: [] };
  const problem = line ? "ended with an error after its last test" : "printed no count of its tests";
  return { passed, failed: 1, failures: [problem] };
}
