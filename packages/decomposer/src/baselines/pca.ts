import { type IntegerField, integer, throwIfAborted } from "@exampledon/core";
import { createCheckpoint } from "../checkpoint.ts";
import type { DecomposerDefinition, Decomposition, FitContext, FitInput, FitStep } from "../contract.ts";
import { createDecomposition } from "../create-decomposition.ts";
import { defineDecomposer } from "../define-decomposer.ts";
import { unpackRng } from "../unpack-rng.ts";
import { addSamples, emptyMoments, momentsFromJson, momentsToJson } from "./moments.ts";
import { principalDirections } from "./principal-directions.ts";

const id = "baseline/pca";
/** Samples per step. */
const BATCH = 512;

interface PcaParams {
  readonly samples: number;
}

/** Principal components: the directions of largest variance around the mean. */
export const pca: DecomposerDefinition<{ readonly samples: IntegerField }> = defineDecomposer({
  id,
  title: "PCA",
  summary:
    "Takes the eigenvectors of the covariance, by falling variance, and reads signed coordinates around the mean.",
  references: [
    {
      text: "K. Pearson (1901), On lines and planes of closest fit to systems of points in space",
      url: "https://doi.org/10.1080/14786440109462720",
    },
  ],
  params: {
    samples: integer({
      doc: "How many activations the covariance is estimated from.",
      unit: "samples",
      default: 8192,
      min: 1,
      max: 10_000_000,
      scale: "log",
    }),
  },
  tags: { space: "activation", stochastic: true, signed: true, usesTruth: false },
  fit,
});

async function* fit(
  { source }: FitInput,
  params: PcaParams,
  { rng, signal, every = 50, resume }: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const { dim } = source;
  const total = Math.ceil(params.samples / BATCH);
  const data = resume ? unpackRng(`${id}: state.data`, resume.state.data) : rng.split("data");
  const moments = resume ? momentsFromJson(`${id}: state.moments`, resume.state.moments, dim) : emptyMoments(dim);

  const build = (): Decomposition => {
    const { directions, mean } = principalDirections(moments);
    return createDecomposition({
      method: id,
      params: { ...params },
      read: directions,
      write: directions,
      offset: mean,
      center: mean,
      activation: { kind: "identity" },
    });
  };

  for (let step = (resume?.step ?? 0) + 1; step <= total; step++) {
    throwIfAborted(signal, id);
    addSamples(moments, source.sample(data, Math.min(BATCH, params.samples - moments.count)));
    if (step % every === 0 || step === total) {
      yield {
        step,
        total,
        losses: {},
        peek: async () => build(),
        checkpoint: async () =>
          createCheckpoint({
            method: id,
            params: { ...params },
            step,
            state: { data: data.state(), moments: momentsToJson(moments) },
          }),
      };
    }
  }
  throwIfAborted(signal, id);
  return build();
}
