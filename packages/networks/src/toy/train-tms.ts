import { add, constant, matmul, mean, relu, square, sub } from "@exampledon/compute";
import {
  type BooleanField,
  boolean,
  type IntegerField,
  integer,
  matrix,
  type NumberField,
  number,
  type ParamsOf,
  parseParams,
  type Rng,
} from "@exampledon/core";
import type { KnownNetwork } from "../known-network.ts";
import { type TrainingContext, trainWeights } from "../train-weights.ts";
import { sparseSource } from "./sparse-source.ts";
import { tmsNetwork } from "./tms-network.ts";

/** What `trainTms` can be told. */
export const tmsParams: {
  readonly features: IntegerField;
  readonly hidden: IntegerField;
  readonly identity: BooleanField;
  readonly activeChance: NumberField;
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
} = {
  features: integer({ doc: "Number of features.", unit: "features", default: 5, min: 1, max: 2000 }),
  hidden: integer({ doc: "Hidden dimensions.", unit: "dimensions", default: 2, min: 1, max: 512 }),
  identity: boolean({ doc: "Whether a fixed identity stands between encoder and decoder.", default: false }),
  activeChance: number({
    label: "chance",
    doc: "Chance that a feature is on in an input.",
    default: 0.05,
    min: 1e-4,
    max: 1,
  }),
  steps: integer({ doc: "Training steps.", unit: "steps", default: 5000, min: 1, max: 1_000_000 }),
  batch: integer({ doc: "Fresh samples per step.", unit: "samples", default: 1024, min: 1, max: 65_536 }),
  learningRate: number({ label: "learning rate", doc: "Of Adam.", default: 5e-3, min: 1e-6, max: 1 }),
};

/**
 * A toy model of superposition trained by mean squared error of `relu(x W Wᵀ + b)` to x, both uses of W sharing one
 * matrix. Weights start Gaussian (Xavier), the bias at 0, from which all five features of 5–2 are learned.
 * @param rng names `init` and `data` are split off it; it is not drawn from
 * @throws `bad-param`; `aborted`; `not-finite` when training diverges
 */
export async function trainTms(
  rng: Rng,
  values: Partial<ParamsOf<typeof tmsParams>>,
  context: TrainingContext,
): Promise<KnownNetwork> {
  const where = "trainTms";
  const params = parseParams(where, tmsParams, values);
  const { features, hidden, activeChance, batch } = params;
  const [init, data] = [rng.split("init"), rng.split("data")];
  const source = sparseSource(where, { features, activeChance, low: 0, high: 1 });
  const deviation = Math.sqrt(2 / (features + hidden));
  const { weights } = await trainWeights(
    {
      where,
      initial: {
        encoder: matrix(
          features,
          hidden,
          new Float32Array(features * hidden).map(() => init.normal(0, deviation)),
        ),
        bias: matrix(1, features),
      },
      steps: params.steps,
      learningRate: params.learningRate,
      schedule: constant(),
      sample: () => [source.sample(data, batch)],
      loss: ({ encoder, bias }, [x]) => {
        const out = matmul(matmul(x!, encoder!), encoder!, { transposeB: true });
        return mean(square(sub(relu(add(out, bias!)), x!)));
      },
    },
    context,
  );
  return tmsNetwork({
    encoder: weights.encoder!,
    bias: weights.bias!.data,
    identity: params.identity,
    activeChance,
  });
}
