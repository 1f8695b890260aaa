import type { RunRequest } from "../claim/runner.ts";

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
