import { cpuBackend } from "@exampledon/backend-cpu";
import { add, createTape, mul, type Node } from "@exampledon/compute";
import { defaultsOf, rng } from "@exampledon/core";
import { readArrays } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { type Fixture, loadFixture, matrixOf, networkOf, relativeError, spdArrays } from "../test/fixture.ts";
import { spdRecipe } from "./define-spd.ts";
import type { LossTerm } from "./loss-term.ts";
import { setupOf } from "./setup.ts";
import { spd, spdParts } from "./spd.ts";
import type { SpdStep } from "./spd-step.ts";
import { trainStep } from "./train-step.ts";
import { disposeState, mapValues, type TrainingState, uploadState } from "./training-state.ts";

// Bounds for float32, from fixtures/README.md.
const FORWARD = 1e-5;
const GRADIENT = 1e-5;
const AFTER = { 1: 1e-5, 10: 2e-5 };

const OFF = { faithfulness: 0, stochastic: 0, importance: 0 };
const power = (p: number) => ({ importance: 1, penalty: "power", powerStart: p, powerEnd: p });
/** Parameters under which each term of the fixtures is the whole loss. */
const TERMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  faithfulness: { faithfulness: 1 },
  stochastic_reconstruction: { stochastic: 1 },
  stochastic_reconstruction_layerwise: { layerwise: 1 },
  stochastic_reconstruction_with_delta: { stochastic: 1, weightDelta: true },
  importance_reconstruction: { importanceMasked: 1 },
  unmasked_reconstruction: { unmasked: 1 },
  importance_minimality_p2: power(2),
  "importance_minimality_p0.9": power(0.9),
  importance_minimality_frequency: { ...power(0.9), frequency: 0.5, frequencySamples: 0 },
};

describe.each([
  "spd-tms-linear-gates",
  "spd-tms-mlp-gates",
  "spd-mlp-linear-gates",
  "spd-mlp-mlp-gates",
  "spd-mlp-shared-mlp-gates",
])("%s agrees with PyTorch", (name) => {
  const fixture = loadFixture(name);
  const batch = matrixOf(fixture.input);
  const arrays = spdArrays(fixture.model, fixture.parameters);

  test("there is a parameter set for every term", () => {
    expect(Object.keys(TERMS).sort()).toEqual(Object.keys(fixture.terms).sort());
  });

  test.each(Object.keys(fixture.terms))("%s and its gradient", async (term) => {
    const { backend, setting, state } = prepare(fixture, { ...OFF, ...TERMS[term] });
    const { loss, gradients } = evaluate(setting, state);
    expect(relativeError(await backend.read(loss.tensor), [fixture.terms[term]!])).toBeLessThan(FORWARD);
    for (const [key, { data }] of Object.entries(spdArrays(fixture.model, fixture.gradients_by_term[term]!))) {
      expect(relativeError(await gradients[key]!, data), key).toBeLessThan(GRADIENT);
    }
  });

  test("importances, masks and outputs", async () => {
    const { backend, setting, state } = prepare(fixture, { ...OFF, stochastic: 1 });
    const { step } = open(setting, state);
    const { forward } = fixture;
    expect(relativeError(await backend.read(step.target().tensor), forward.target_output!.data)).toBeLessThan(FORWARD);
    for (const site of step.sites) {
      const near = async (node: Node, key: string) =>
        expect(relativeError(await backend.read(node.tensor), forward[key]![site.name]!.data), key).toBeLessThan(
          FORWARD,
        );
      await near(site.gate(), "gate_output");
      await near(site.lower(), "causal_importance_lower");
    }
    const masked = step.outputs(Object.fromEntries(step.sites.map((site) => [site.name, step.draw(rng(0), site)])));
    const wanted = forward.stochastic_output_of_sample_0!.data;
    expect(relativeError(await backend.read(masked.tensor), wanted)).toBeLessThan(FORWARD);
  });

  test("the exported decomposition has the same importances and masked outputs", async () => {
    const { setting, setup } = prepare(fixture, {});
    const numbers = mapValues(arrays, ({ data }) => data);
    const found = setting.recipe.decompose(setup, numbers);
    const importances = await found.importances(batch);
    const inputs = await found.siteInputs(batch);
    for (const { name } of found.sites) {
      const { forward } = fixture;
      const clamped = forward.causal_importance_lower![name]!.data.map((value) => Math.max(0, value));
      expect(relativeError(importances[name]!.data, clamped)).toBeLessThan(FORWARD);
      expect(relativeError(inputs[name]!.data, forward.site_inputs![name]!.data)).toBeLessThan(FORWARD);
    }
    const masks = mapValues(fixture.forward.causal_importance_lower!, (tensor) => matrixOf(tensor));
    const outputs = await found.outputs(batch, masks);
    expect(relativeError(outputs.data, fixture.forward.importance_masked_output!.data)).toBeLessThan(FORWARD);
  });

  test("the total, its gradients and ten steps of Adam", async () => {
    const { backend, setting, state } = prepare(fixture, {
      layerwise: 1,
      ...power(0.9),
      importance: fixture.hyperparameters.coefficients["importance_minimality_p0.9"],
    });
    const { loss, gradients } = evaluate(setting, state);
    expect(relativeError(await backend.read(loss.tensor), [fixture.total])).toBeLessThan(FORWARD);
    for (const [key, { data }] of Object.entries(spdArrays(fixture.model, fixture.total_gradients))) {
      expect(relativeError(await gradients[key]!, data), key).toBeLessThan(GRADIENT);
    }
    for (let step = 0; step < 10; step++) {
      const terms = trainStep(setting, state, batch);
      state.step++;
      let total = 0;
      for (const tensor of Object.values(terms)) {
        total += (await backend.read(tensor))[0]!;
        backend.dispose(tensor);
      }
      expect(relativeError([total], [fixture.training.losses[step]!]), `step ${step}`).toBeLessThan(AFTER[10]);
      if (step !== 0 && step !== 9) continue;
      const after = step === 0 ? 1 : 10;
      const found = await readArrays(backend, state.arrays);
      for (const [key, { data }] of Object.entries(
        spdArrays(fixture.model, fixture.training.parameters_after[after]),
      )) {
        expect(relativeError(found[key]!, data), `${key} after ${after}`).toBeLessThan(AFTER[after]);
      }
    }
    disposeState(backend, state);
  });

  type Prepared = ReturnType<typeof prepare>;

  function open({ recipe, setup, weights }: Prepared["setting"], state: TrainingState) {
    const tape = createTape(setup.backend);
    const nodes = mapValues(state.arrays, (tensor) => tape.variable(tensor));
    const step = recipe.step({
      setup,
      tape,
      arrays: nodes,
      weights: new Map([...weights].map(([key, tensor]) => [key, tape.constant(tensor)])),
      x: tape.constant(setup.backend.upload(batch.data, [batch.rows, batch.cols])),
      progress: 0,
      constants: {},
    });
    return { step, nodes, tape };
  }

  function evaluate(setting: Prepared["setting"], state: TrainingState) {
    const { step, nodes, tape } = open(setting, state);
    const { params, backend } = setting.setup;
    const own = { arrays: {}, rng: rng(0), step: 0, afterGradients: () => {} };
    const terms = Object.values(setting.recipe.terms as Record<string, LossTerm<SpdStep>>).flatMap((term) => {
      const weight = term.weight(params as never);
      return weight === 0 ? [] : [mul(term.loss(step, params as never, own), weight)];
    });
    const loss = terms.reduce((sum, each) => add(sum, each));
    const found = tape.gradients(loss, Object.values(nodes));
    const gradients = Object.fromEntries(Object.keys(nodes).map((key, i) => [key, backend.read(found[i]!)]));
    return { loss, gradients };
  }

  function prepare(given: Fixture, params: Readonly<Record<string, unknown>>) {
    const backend = cpuBackend();
    const gates = { linear: "affine", mlp: "component-mlp", "shared-mlp": "shared-mlp" } as const;
    const values = {
      ...defaultsOf(spd.params),
      components: given.hyperparameters.C,
      importanceFunction: gates[given.hyperparameters.gate],
      leak: given.hyperparameters.lower_sigmoid === "leaky_hard" ? "value" : "rising",
      samples: given.hyperparameters.mask_samples,
      lossReduction: "mean",
      schedule: "constant",
      learningRate: 1e-3,
      maskSource: "given",
      ...params,
    };
    const recipe = spdRecipe("apd/spd", {
      ...spdParts,
      maskSources: { given: { title: "", params: {}, draw: draws(given) } },
    });
    const network = networkOf(given);
    const input = { kind: "parameters", network, source: { dim: network.inputs, sample: () => batch } } as const;
    const setup = setupOf("apd/spd", input, values as never, backend) as Parameters<typeof recipe.step>[0]["setup"];
    const weights = new Map(
      setup.sites.map((site) => [site.name, backend.upload(site.weights.data, [site.inputs, site.outputs])]),
    );
    const memory = mapValues(spdParts.terms as Record<string, unknown>, () => ({ arrays: {}, rng: rng(0) }));
    const state = uploadState(backend, { arrays, terms: memory, data: rng(0), step: 0 });
    return { backend, setup, state, setting: { recipe, setup, weights } };
  }
});

/** Hands out the fixture's uniform numbers: each term asks for sample after sample, site after site. */
function draws({ uniform, uniform_delta, hyperparameters }: Fixture) {
  const cycle = (tensors: Fixture["uniform"]) => {
    let at = 0;
    const parts = Array.from({ length: hyperparameters.mask_samples }, (_, sample) =>
      Object.values(tensors).map(({ shape, data }) => {
        const size = shape[1]! * shape[2]!;
        return Float32Array.from(data.slice(sample * size, (sample + 1) * size));
      }),
    ).flat();
    return () => parts[at++ % parts.length]!;
  };
  const [sources, deltas] = [cycle(uniform), cycle(uniform_delta)];
  const batch = uniform_delta[Object.keys(uniform_delta)[0]!]!.shape[1];
  return (_: unknown, count: number) => (count === batch ? deltas() : sources());
}
