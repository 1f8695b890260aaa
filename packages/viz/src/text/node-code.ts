import type { RunRequest } from "../claim/runner.ts";

/** How to run elsewhere what a page runs. */
export interface RunTexts {
  /** A command for a terminal. */
  readonly command: (request: RunRequest) => string;
  /** A module for Node. */
  readonly module: (request: RunRequest) => string;
}

/** The command that runs a claim with these settings in a terminal. */
export function nodeCommand({ claim, size, params, seeds, backend }: RunRequest): string {
  const set = Object.entries(params).map(([name, value]) => ` --set ${name}=${value}`);
  return `exampledon reproduce ${claim} --size ${size} --seeds ${seeds.join(",")}${set.join("")}${backend ? ` --backend ${backend}` : ""}`;
}

/** A module that runs a claim with these settings in Node and prints its verdict and values. */
export function nodeCode({ claim, size, params, seeds }: RunRequest): string {
  return `import { cpuBackend } from "@exampledon/backend-cpu";
import { findClaim, runClaim } from "@exampledon/claims";

const run = runClaim(findClaim(${JSON.stringify(claim)}), {
  size: ${JSON.stringify(size)},
  backend: cpuBackend(),
  params: ${JSON.stringify(params)},
  seeds: ${JSON.stringify(seeds)},
});
let next = await run.next();
while (!next.done) next = await run.next();
console.log(next.value.verdict, next.value.values);
`;
}

/** What any claim or demonstration of the command line's own runs by. */
export const claimTexts: RunTexts = { command: nodeCommand, module: nodeCode };
