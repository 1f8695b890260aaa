import { cpuBackend } from "@exampledon/backend-cpu";
import { findClaim, runClaim } from "@exampledon/claims";

const run = runClaim(findClaim("near-orthogonal"), { size: "live", backend: cpuBackend() });
let next = await run.next();
while (!next.done) next = await run.next();
console.log("verdict:", next.value.verdict);
for (const { id, passed } of next.value.checks) console.log(passed ? "✓" : "✗", id);
