import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { type FitStep, type ParameterDecomposition, startFit } from "@exampledon/decomposer";
import { readoutNetwork } from "@exampledon/networks";
import { expect, it } from "vitest";
import { decidedSpd } from "./decided.ts";

const network = readoutNetwork(rng(3), { animals: 8, attributes: 4, minDistance: 1, sites: "one" });

async function train(weight: number) {
  const steps = startFit(
    decidedSpd,
    { kind: "parameters", network, source: network.source },
    { backend: cpuBackend(), seed: 1, every: 100, params: { components: 24, steps: 300, decided: weight } },
  );
  const reports: FitStep<ParameterDecomposition>[] = [];
  for (;;) {
    const next = await steps.next();
    if (next.done) return { found: next.value, losses: reports.at(-1)!.losses };
    reports.push(next.value);
  }
}

/** Mean of g (1 − g) on fresh inputs: what the term holds down. */
async function undecided(found: ParameterDecomposition): Promise<number> {
  const { data } = (await found.importances(network.source.sample(rng(5), 500))).readout!;
  return data.reduce((sum, g) => sum + g * (1 - g), 0) / data.length;
}

it("is reported under its name, and not at all at weight 0", async () => {
  const [without, withTerm] = [await train(0), await train(1)];
  expect(without.losses).not.toHaveProperty("decided");
  expect(withTerm.losses.decided).toBeGreaterThan(0);
  expect(await undecided(withTerm.found)).toBeLessThan(0.5 * (await undecided(without.found)));
});
