import { add, concat, cosine, matmul, mean, mul, type Node, slice, square, sub } from "@exampledon/compute";
import {
  type IntegerField,
  integer,
  type Matrix,
  matrix,
  multiply,
  type NumberField,
  number,
  type ParamsOf,
  parseParams,
  type Rng,
} from "@exampledon/core";
import { type TrainingContext, trainWeights } from "../train-weights.ts";
import { buildReadout, type ReadoutNetwork } from "./build-readout.ts";
import { type CircuitGroup, circuitGroups } from "./circuit-groups.ts";
import { checkStrengths, readoutDirections } from "./directions.ts";
import { handBuilt } from "./hand-built.ts";
import { readoutParams } from "./params.ts";
import { readoutSource } from "./readout-source.ts";
import { respond } from "./response.ts";

/** What `trainReadoutNetwork` can be told. */
export const trainedReadoutParams: typeof readoutParams & {
  readonly steps: IntegerField;
  readonly batch: IntegerField;
  readonly learningRate: NumberField;
} = {
  ...readoutParams,
  steps: integer({ doc: "Training steps.", unit: "steps", default: 1000, min: 1, max: 1_000_000 }),
  batch: integer({ doc: "Fresh samples per step.", unit: "samples", default: 256, min: 1, max: 65_536 }),
  learningRate: number({
    label: "learning rate",
    doc: "Of Adam; falls along half a cosine.",
    default: 0.01,
    min: 1e-6,
    max: 1,
  }),
};

/**
 * The readout network with weights and thresholds learned from what the circuits should answer, by mean squared error:
 * animals by the strength that built the input, attributes by their reading. Interference rotates the learned reads away
 * from the planted directions (`planted`); the learned ones are the truth of this network.
 * @param rng names `table`, `attributes`, `init` and `data` are split off it; it is not drawn from
 * @throws `bad-param`; `aborted`; `not-finite` when training diverges
 */
export async function trainReadoutNetwork(
  rng: Rng,
  values: Partial<ParamsOf<typeof trainedReadoutParams>>,
  context: TrainingContext,
): Promise<ReadoutNetwork> {
  const where = "trainReadoutNetwork";
  const params = parseParams(where, trainedReadoutParams, values);
  checkStrengths(where, params.strengthLow, params.strengthHigh);
  const directions = readoutDirections(rng, params);
  const source = readoutSource(where, directions, params);
  const meant = handBuilt(params, directions);
  const dim = source.dim;
  const [init, data] = [rng.split("init"), rng.split("data")];
  const groups = circuitGroups(params);
  const answer = ({ weights, bias }: Readonly<Record<string, Node>>, x: Node, biased: Node): Node => {
    const z = add(matmul(x, weights!), mul(bias!, biased));
    const part = ({ first, count, response }: CircuitGroup): Node =>
      respond(response, slice(z, [0, first], [z.shape[0]!, first + count]));
    return concat([part(groups[0]), part(groups[1])], 1);
  };
  const hasBias = matrix(
    1,
    meant.length,
    Float32Array.from(meant, ({ response }) => Number(response === "thresholded")),
  );
  const { weights } = await trainWeights(
    {
      where,
      initial: {
        weights: matrix(
          dim,
          meant.length,
          new Float32Array(dim * meant.length).map(() => init.normal(0, 0.01)),
        ),
        // Above zero, so that every circuit starts on: one that starts below its own feature would never learn it.
        bias: matrix(
          1,
          meant.length,
          hasBias.data.map((on) => 0.1 * on),
        ),
      },
      steps: params.steps,
      learningRate: params.learningRate,
      schedule: cosine(),
      sample: () => {
        const { inputs, animals } = source.draw(data, params.batch);
        return [inputs, labels(meant, animals, multiply(inputs, directions.attributes, { transposeB: true })), hasBias];
      },
      loss: (nodes, [x, y, biased]) => mean(square(sub(answer(nodes, x!, biased!), y!))),
    },
    context,
  );
  return buildReadout(where, params, directions, weights.weights!, weights.bias!);
}

/** What the circuits should answer, `[batch × circuits]`. */
function labels(meant: ReturnType<typeof handBuilt>, animals: Matrix, attributes: Matrix): Matrix {
  const out = matrix(animals.rows, meant.length);
  for (let sample = 0, at = 0; sample < animals.rows; sample++) {
    for (let r = 0; r < meant.length; r++, at++) {
      const { gain, offset, response } = meant[r]!;
      const coefficient =
        r < animals.cols
          ? animals.data[sample * animals.cols + r]!
          : attributes.data[sample * attributes.cols + r - animals.cols]!;
      const z = gain * coefficient + offset;
      out.data[at] = response === "linear" ? z : response === "absolute" ? Math.abs(z) : Math.max(0, z);
    }
  }
  return out;
}
