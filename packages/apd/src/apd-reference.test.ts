import { cpuBackend } from "@exampledon/backend-cpu";
import { add, createTape, mul } from "@exampledon/compute";
import { defaultsOf, rng } from "@exampledon/core";
import { readArrays } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { apdArrays, type Fixture, loadFixture, matrixOf, networkOf, relativeError } from "../test/fixture.ts";
import { apd, apdParts } from "./apd.ts";
import type { ApdStep } from "./apd-step.ts";
import { apdRecipe } from "./define-apd.ts";
import type { LossTerm } from "./loss-term.ts";
import { setupOf } from "./setup.ts";
import { trainStep } from "./train-step.ts";
import { disposeState, mapValues, uploadState } from "./training-state.ts";

// Bounds for float32, from fixtures/README.md.
const FORWARD = 1e-5;
const GRADIENT = 1e-5;
const AFTER = { 1: 1e-5, 10: 2e-5 };

const OFF = { faithfulness: 0, minimality: 0, simplicity: 0 };
/** Parameters under which each term of the fixtures is the whole loss. */
const TERMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  faithfulness: { faithfulness: 1 },
  minimality: { minimality: 1 },
  simplicity: { simplicity: 1 },
  lp_sparsity: { attributionSparsity: 1 },
};

describe.each(["rank-1", "rank-3", "full-rank"].flatMap((rank) => [`apd-tms-${rank}`, `apd-mlp-${rank}`]))(
  "%s agrees with PyTorch",
  (name) => {
    const fixture = loadFixture(name);
    const batch = matrixOf(fixture.input);
    const arrays = trained(fixture.component_parameters);
    const whole = name.endsWith("full-rank");

    test("there is a parameter set for every term", () => {
      expect(Object.keys(TERMS).sort()).toEqual(Object.keys(fixture.terms).sort());
    });

    test.each(Object.keys(fixture.terms))("%s and its gradient", async (term) => {
      const { backend, ...rest } = prepare({ ...OFF, ...TERMS[term] });
      const { loss, gradients } = await evaluate(backend, rest);
      expect(relativeError(await backend.read(loss.tensor), [fixture.terms[term]!])).toBeLessThan(FORWARD);
      for (const [key, { data }] of Object.entries(trained(fixture.gradients_by_term[term]!))) {
        expect(relativeError(await gradients[key]!, data), key).toBeLessThan(GRADIENT);
      }
    });

    test("attributions, the mask and outputs", async () => {
      const { backend, ...rest } = prepare({});
      const { step } = await evaluate(backend, rest);
      const { forward } = fixture;
      const scores = await backend.read(step.scores().tensor);
      expect(relativeError(scores, forward.attributions!.data)).toBeLessThan(FORWARD);
      expect([...(await backend.read(step.mask().tensor))]).toEqual(forward.batch_topk_mask!.data);
      const outputs = await backend.read(step.maskedOutputs().tensor);
      expect(relativeError(outputs, forward.topk_output!.data)).toBeLessThan(FORWARD);
    });

    test("the exported decomposition has the same mask and outputs", async () => {
      const { recipe, setup } = prepare({});
      const found = recipe.decompose(
        setup,
        mapValues(arrays, ({ data }) => data),
      );
      const importances = await found.importances(batch);
      for (const mask of Object.values(importances)) {
        expect([...mask.data]).toEqual(fixture.forward.batch_topk_mask!.data);
      }
      const outputs = await found.outputs(batch, importances);
      expect(relativeError(outputs.data, fixture.forward.topk_output!.data)).toBeLessThan(FORWARD);
    });

    test("the total, its gradients and ten steps of Adam", async () => {
      const { faithfulness, minimality, simplicity } = fixture.hyperparameters.coefficients;
      const { backend, recipe, setup, state, weights } = prepare({ faithfulness, minimality, simplicity });
      const { loss, gradients } = await evaluate(backend, { recipe, setup, state, weights });
      expect(relativeError(await backend.read(loss.tensor), [fixture.total])).toBeLessThan(FORWARD);
      for (const [key, { data }] of Object.entries(trained(fixture.total_gradients))) {
        expect(relativeError(await gradients[key]!, data), key).toBeLessThan(GRADIENT);
      }
      for (let step = 0; step < 10; step++) {
        const constants = await prepared({ recipe, setup, state });
        const losses = trainStep({ recipe, setup, weights, constants }, state, batch);
        state.step++;
        let total = 0;
        for (const tensor of Object.values(losses)) {
          total += (await backend.read(tensor))[0]!;
          backend.dispose(tensor);
        }
        expect(relativeError([total], [fixture.training.losses[step]!]), `step ${step}`).toBeLessThan(AFTER[10]);
        if (step !== 0 && step !== 9) continue;
        const after = step === 0 ? 1 : 10;
        const found = await readArrays(backend, state.arrays);
        for (const [key, { data }] of Object.entries(trained(fixture.training.parameters_after[after]))) {
          expect(relativeError(found[key]!, data), `${key} after ${after}`).toBeLessThan(AFTER[after]);
        }
      }
      disposeState(backend, state);
    });

    type Prepared = ReturnType<typeof prepare>;

    /** Arrays of the fixture under our names. */
    function trained(given: Fixture["component_parameters"]) {
      return apdArrays(fixture, given);
    }

    async function evaluate(
      backend: Prepared["backend"],
      { recipe, setup, state, weights }: Pick<Prepared, "recipe" | "setup" | "state" | "weights">,
    ) {
      const tape = createTape(backend);
      const nodes = mapValues(state.arrays, (tensor) => tape.variable(tensor));
      const step = recipe.step({
        setup,
        tape,
        arrays: nodes,
        weights: new Map([...weights].map(([key, tensor]) => [key, tape.constant(tensor)])),
        x: tape.constant(backend.upload(batch.data, [batch.rows, batch.cols])),
        progress: 0,
        constants: mapValues(await prepared({ recipe, setup, state }), ({ data, shape }) =>
          tape.constant(backend.upload(data, shape)),
        ),
      });
      const { params } = setup;
      const own = { arrays: {}, rng: rng(0), step: 0, afterGradients: () => {} };
      const parts = Object.values(recipe.terms as Record<string, LossTerm<ApdStep>>).flatMap((term) => {
        const weight = term.weight(params as never);
        return weight === 0 ? [] : [mul(term.loss(step, params as never, own), weight)];
      });
      const loss = parts.reduce((sum, part) => add(sum, part));
      const found = tape.gradients(loss, Object.values(nodes));
      const gradients = Object.fromEntries(Object.keys(nodes).map((key, i) => [key, backend.read(found[i]!)]));
      return { loss, gradients, step };
    }

    /** What the recipe makes on the host before a step. */
    function prepared({ recipe, setup, state }: Pick<Prepared, "recipe" | "setup" | "state">) {
      return recipe.prepare!(setup, () => readArrays(setup.backend, state.arrays));
    }

    function prepare(params: Readonly<Record<string, unknown>>) {
      const backend = cpuBackend();
      const { C, topk, schatten_p, lp_sparsity_p } = fixture.hyperparameters;
      const values = {
        ...defaultsOf(apd.params),
        components: C,
        parametrisation: whole ? "whole" : "factors",
        active: topk,
        schattenPower: schatten_p,
        attributionPower: lp_sparsity_p,
        lossReduction: "mean",
        schedule: "constant",
        learningRate: 1e-3,
        ...params,
      };
      const recipe = apdRecipe("apd/apd", apdParts);
      const network = networkOf(fixture);
      const input = { kind: "parameters", network, source: { dim: network.inputs, sample: () => batch } } as const;
      const setup = setupOf("apd/apd", input, values as never, backend) as Parameters<typeof recipe.step>[0]["setup"];
      const weights = new Map(
        setup.sites.map((site) => [site.name, backend.upload(site.weights.data, [site.inputs, site.outputs])]),
      );
      const terms = mapValues(apdParts.terms as Record<string, unknown>, () => ({ arrays: {}, rng: rng(0) }));
      const state = uploadState(backend, { arrays, terms, data: rng(0), step: 0 });
      return { backend, recipe, setup, state, weights };
    }
  },
);
