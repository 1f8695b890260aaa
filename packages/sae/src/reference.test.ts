import { expect, test } from "vitest";
import { exportOf, subjectOf, takeSteps, testAgreement } from "../test/agreement.ts";
import { type Fixture, loadFixture, numberOf, relativeError } from "../test/fixture.ts";
import { batchTopKAutoencoder } from "./batch-top-k.ts";
import { gatedAutoencoder } from "./gated.ts";
import { jumpReluAutoencoder } from "./jump-relu.ts";
import { l1Autoencoder } from "./l1.ts";
import { matryoshkaAutoencoder } from "./matryoshka.ts";
import { pAnnealingAutoencoder } from "./p-annealing.ts";
import { tiedAutoencoder } from "./tied.ts";
import { topKAutoencoder } from "./top-k.ts";

testAgreement("l1", l1Autoencoder, { params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient") }) });

testAgreement("l1-unit-norm", l1Autoencoder, {
  params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient"), decoderNorm: "unit" }),
});

test("the fixture with unit rows is one in which the order of projection and clip matters", () => {
  const { training, hyperparameters } = loadFixture("l1-unit-norm");
  expect(training.gradient_norm_before_clip![0]).toBeGreaterThan(hyperparameters.clip_grad_norm!);
});

testAgreement("topk", topKAutoencoder, {
  params: (fixture) => ({
    k: numberOf(fixture, "k"),
    auxCoefficient: numberOf(fixture, "aux_loss_coefficient"),
  }),
  rescaled: true,
});

testAgreement("topk-dictionary-learning", topKAutoencoder, {
  params: (fixture) => ({
    k: numberOf(fixture, "k"),
    auxCoefficient: numberOf(fixture, "auxk_alpha"),
    auxVariant: "normalised",
    decoderNorm: "unit",
  }),
});

const selection = (fixture: Fixture) => ({
  k: numberOf(fixture, "k"),
  auxCoefficient: numberOf(fixture, "aux_loss_coefficient"),
  thresholdRate: numberOf(fixture, "topk_threshold_lr"),
  correctThreshold: false,
});

testAgreement("batchtopk", batchTopKAutoencoder, { params: selection, rescaled: true, exports: false });

testAgreement("matryoshka", matryoshkaAutoencoder, {
  params: (fixture) => ({ ...selection(fixture), levels: 3, levelRatio: 2 }),
  rescaled: true,
  exports: false,
});

for (const name of ["jumprelu", "jumprelu-log", "jumprelu-tanh"]) {
  testAgreement(name, jumpReluAutoencoder, {
    params: (fixture) => {
      const { jumprelu_sparsity_loss_mode, threshold_parameterisation } = fixture.hyperparameters;
      const tanh = jumprelu_sparsity_loss_mode === "tanh";
      return {
        l0Coefficient: numberOf(fixture, "l0_coefficient"),
        bandwidth: numberOf(fixture, "jumprelu_bandwidth"),
        penalty: tanh ? "tanh" : "step",
        thresholdScale: threshold_parameterisation === "log" ? "log" : "raw",
        ...(tanh && {
          tanhScale: numberOf(fixture, "jumprelu_tanh_scale"),
          preActCoefficient: numberOf(fixture, "pre_act_loss_coefficient"),
        }),
      };
    },
  });
}

for (const name of ["gated", "gated-saelens"]) {
  testAgreement(name, gatedAutoencoder, {
    params: (fixture) => ({
      l1Coefficient: numberOf(fixture, "l1_coefficient"),
      freezeDecoder: fixture.hyperparameters.freeze_decoder_in_aux === true,
      decoderNorm: "free",
    }),
  });
}

testAgreement("p-annealing", pAnnealingAutoencoder, {
  params: (fixture) => ({
    steps: 50,
    annealStart: numberOf(fixture, "anneal_start") / 50,
    updates: numberOf(fixture, "n_sparsity_updates"),
    pStart: numberOf(fixture, "p_start"),
    pEnd: numberOf(fixture, "p_end"),
    sparsityCoefficient: numberOf(fixture, "sparsity_coefficient"),
  }),
});

testAgreement("tied", tiedAutoencoder, {
  params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient") }),
});

for (const [name, definition, extra] of [
  ["batchtopk", batchTopKAutoencoder, {}],
  ["matryoshka", matryoshkaAutoencoder, { levels: 3, levelRatio: 2 }],
] as const) {
  test(`${name}: after fifty steps it is exported as a threshold on codes of unit rows, as SAELens does`, async () => {
    const subject = subjectOf(name, definition as typeof batchTopKAutoencoder, {
      params: (fixture) => ({ ...selection(fixture), ...extra }),
    });
    await takeSteps(subject, 50, () => {});
    const exported = await exportOf(subject);
    const { codes, reconstruction, parameters } = subject.fixture.inference_after_50!;
    const x = subject.batchOf(0);
    // Fifty steps of Adam lie before.
    expect(relativeError(exported.activity(x).data, codes.data)).toBeLessThan(1e-4);
    expect(relativeError(exported.reconstruct(x).data, reconstruction.data)).toBeLessThan(1e-4);
    expect(relativeError(exported.write.data, parameters.W_dec!.data)).toBeLessThan(1e-4);
  });
}
