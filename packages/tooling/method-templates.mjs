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

export const page = ({ family, folder, id, title }) => `---
title: ${title}
sidebar_label: ${title}
---

import { BoardRows } from "@site/src/components/board-rows";
import { Claim } from "@site/src/components/claim";
import { MethodParams, MethodReferences } from "@site/src/components/method";
import data from "@site/src/data/try-${family}-${id}.json";
import source from "../../packages/${folder}/src/${id}.ts?raw";

Say in a paragraph what it changes about its nearest relative, and why that should help.

## What it computes

$$
z = \\operatorname{relu}\\bigl((x - b_{\\text{dec}})\\, W_{\\text{enc}} + b_{\\text{enc}}\\bigr), \\qquad
r = z\\, W_{\\text{dec}} + b_{\\text{dec}}, \\qquad \\lVert W_{\\text{dec},i} \\rVert = 1
$$

$$
L = \\operatorname{mean}_b \\sum_d (x - r)^2 + \\lambda\\, \\operatorname{mean}_b \\sum_i z_i
$$

$\\lambda$ is \`penalty\`. The decomposition has the rows of the decoder as write rows and the activities $a_i = z_i$.

## Try it

<Claim data={data} source={source} path="packages/${folder}/src/${id}.ts" />

## Parameters

<MethodParams id="${family}/${id}" />

## On the board

<BoardRows method="${family}/${id}" />

## What goes wrong

- **Say what.** Each trap with its mechanism, and where another method should be preferred.

## References

<MethodReferences id="${family}/${id}" />
`;

export const changeset = ({ family, folder, id }) => `---
"@exampledon/${folder}": minor
---

New method \`${family}/${id}\`.
`;
