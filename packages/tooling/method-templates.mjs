// What `pnpm new:method` writes. The method trains and passes conformance as it is: a plain L1 autoencoder to start from.

export const method = ({
  family,
  id,
  name,
  title,
}) => `import { linearRelu, mul, sparseDecode, sub, sum } from "@exampledon/compute";
import { type NumberField, number, type ParamsOf } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { defineAutoencoder } from "./autoencoder.ts";
import type { Loss, LossInput } from "./loss.ts";
import { squaredError } from "./squared-error.ts";
import { standardWeights } from "./standard-weights.ts";
import { type TrainingParams, trainingParams } from "./training-params.ts";

const params: typeof trainingParams & { readonly penalty: NumberField } = {
  ...trainingParams,
  penalty: number({ doc: "Weight of the penalty on the sum of codes.", default: 0.3, min: 0, max: 1000 }),
};

/** \`L = mean_b Σ_d (x − r)² + penalty mean_b Σ_i z_i\`: say here, in symbols, what yours is. */
function loss({ x, weights }: LossInput, { penalty, lossReduction }: TrainingParams & { penalty: number }): Loss {
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const codes = linearRelu(sub(x, decoderBias), encoder, encoderBias);
  const reconstruction = sparseDecode(codes, decoder, decoderBias);
  const usage = sum(codes, { axis: 0 });
  return {
    terms: {
      mse: squaredError(x, reconstruction, lossReduction),
      penalty: mul(sum(usage), penalty / x.shape[0]!),
    },
    codes,
    usage,
    reconstruction,
  };
}

/** ${title}: say in one sentence what sets it apart. */
export const ${name}: DecomposerDefinition<typeof params> = defineAutoencoder({
  id: "${family}/${id}",
  title: "${title}",
  summary: "Say in one sentence how it encodes and what keeps its codes few.",
  references: [{ text: "Authors (year), title", url: "https://arxiv.org/" }],
  params,
  ...standardWeights<ParamsOf<typeof params>>({
    initialNorms: () => ({ decoder: 1, encoder: 0.1 }),
    unitDecoder: () => true,
    activation: () => ({ kind: "relu" }),
  }),
  needsDead: () => false,
  loss,
});
`;

export const test = ({ id, name }) => `import { cpuBackend } from "@exampledon/backend-cpu";
import { describeDecomposer } from "@exampledon/conformance/vitest";
import { ${name} } from "./${id}.ts";

const params = { latents: 24, steps: 12, batch: 32, deadAfter: 2, resampleEvery: 4 };
const recoveryParams = { latents: 24, steps: 400, batch: 64 };
describeDecomposer(${name}, { makeBackend: cpuBackend, params, recoveryParams });
`;

export const page = ({ family, id, title }) => `---
title: ${title}
---

\`${family}/${id}\`: what it does, where it comes from, and what it should be better at.

## Loss

Its terms, with symbols.

## When it fails

The setting in which another method should be preferred.
`;

export const changeset = ({ family, folder, id }) => `---
"@exampledon/${folder}": minor
---

New method \`${family}/${id}\`.
`;
