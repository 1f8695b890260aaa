import { cpuBackend } from "@exampledon/backend-cpu";
import { type ClaimReport, createFitStore, type FitStore, findClaim, runClaim } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { expect, it } from "vitest";

const params = {
  animals: 12,
  attributes: 6,
  latents: 12,
  steps: 60,
  batch: 16,
  narrow: false,
  addBooleans: 0,
  architectures: "L1 and TopK",
  baselines: false,
};

/** A backend whose device is lost at the given product. */
function losing(at: number): Backend {
  const backend = cpuBackend();
  const { matmul } = backend.primitives;
  let count = 0;
  return {
    ...backend,
    fused: {},
    primitives: {
      ...backend.primitives,
      matmul: (...operands) => {
        if (++count === at) {
          fail("missing-capability", { where: "losing", problem: "the device must be there", got: "lost", cure: "x" });
        }
        return matmul(...operands);
      },
    },
  };
}

async function finish(backend: Backend, fits?: FitStore): Promise<{ report: ClaimReport; steps: number }> {
  const run = runClaim(findClaim("sae-finds-one-ontology"), {
    size: "live",
    backend,
    params: { ...params, samples: 200 },
    seeds: [1],
    fits,
  });
  for (let steps = 0; ; steps++) {
    const next = await run.next();
    if (next.done) return { report: next.value, steps };
  }
}

it("lets a run whose backend was lost go on elsewhere, from the last report of each fit", async () => {
  const whole = await finish(cpuBackend());
  const fits = createFitStore();
  // Two or three products of either kind a step: this is in the second SAE's training.
  await expect(finish(losing(420), fits)).rejects.toThrow("losing: the device must be there");
  const resumed = await finish(cpuBackend(), fits);
  expect(resumed.steps).toBeLessThan(whole.steps / 2);
  for (const [name, { mean }] of Object.entries(whole.report.values)) {
    // Products of the two backends are the same; only the order in fused ops differs.
    expect(Math.abs(resumed.report.values[name]!.mean - mean), name).toBeLessThan(1e-3 * Math.max(1, Math.abs(mean)));
  }
});

it("goes on to the same bits on the same backend", async () => {
  const whole = await finish(cpuBackend());
  const fits = createFitStore();
  const run = runClaim(findClaim("sae-finds-one-ontology"), {
    size: "live",
    backend: cpuBackend(),
    params: { ...params, samples: 200 },
    seeds: [1],
    fits,
  });
  for (let i = 0; i < 25; i++) await run.next();
  await run.return(undefined as never);
  const resumed = await finish(cpuBackend(), fits);
  expect(resumed.report.values).toEqual(whole.report.values);
});
