import { expect, test } from "vitest";
import { testAgreement } from "../test/agreement.ts";
import { loadFixture, numberOf } from "../test/fixture.ts";
import { l1Autoencoder } from "./l1.ts";
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
