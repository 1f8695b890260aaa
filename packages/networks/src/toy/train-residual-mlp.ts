import { add, cosine, matmul, mean, type Node, relu, square, sub } from "@exampledon/compute";
import { fail, type Matrix, matrix, normalizeRows, type ParamsOf, parseParams, type Rng } from "@exampledon/core";
import type { KnownNetwork } from "../known-network.ts";
import { type TrainingContext, trainWeights } from "../train-weights.ts";
import { residualMlpNetwork } from "./residual-mlp-network.ts";
import { residualMlpParams } from "./residual-mlp-params.ts";
import { sparseSource } from "./sparse-source.ts";

/**
 * A residual MLP trained to answer `x + relu(x)` for every feature by mean squared error ("compressed computation", Braun
 * et al. 2025, arXiv:2501.14926): fewer neurons than features, embedding of random unit rows fixed, no biases.
 * @param rng names `embedding`, `init` and `data` are split off it; it is not drawn from
 * @throws `bad-param`, also when width is below the number of features; `aborted`; `not-finite` when training diverges
 */
export async function trainResidualMlp(
  rng: Rng,
  values: Partial<ParamsOf<typeof residualMlpParams>>,
  context: TrainingContext,
): Promise<KnownNetwork> {
  const where = "trainResidualMlp";
  const params = parseParams(where, residualMlpParams, values);
  const { features, width, layers, neurons, activeChance, batch } = params;
  if (width < features) {
    fail("bad-param", {
      where,
      problem: `width must be at least the ${features} features`,
      got: width,
      cure: "raise width",
    });
  }
  const [init, data] = [rng.split("init"), rng.split("data")];
  const embedding = normalizeRows(gaussian(rng.split("embedding"), features, width, 1));
  const source = sparseSource(where, { features, activeChance, low: -1, high: 1 });
  const names = Array.from({ length: layers }, (_, l) => [`${l} in`, `${l} out`] as const);
  const { weights } = await trainWeights(
    {
      where,
      initial: Object.fromEntries(
        names.flatMap(([input, output]) => [
          [input, gaussian(init, width, neurons, width ** -0.5)],
          [output, gaussian(init, neurons, width, neurons ** -0.5)],
        ]),
      ),
      steps: params.steps,
      learningRate: params.learningRate,
      schedule: cosine(),
      sample: () => {
        const x = source.sample(data, batch);
        const wanted = x.data.map((value) => value + Math.max(0, value));
        return [x, matrix(batch, features, wanted), embedding];
      },
      loss: (nodes, [x, wanted, fixed]) => {
        // The stream as a sum of products, codes times their map: multiplying the maps first spares its full width.
        const stream = [{ codes: x!, map: fixed! }];
        const through = (m: Node, transposeB = false): Node =>
          stream
            .map(({ codes, map }) => matmul(codes, matmul(map, m, { transposeB })))
            .reduce((sum, part) => add(sum, part));
        for (const [input, output] of names) {
          stream.push({ codes: relu(through(nodes[input]!)), map: nodes[output]! });
        }
        return mean(square(sub(through(fixed!, true), wanted!)));
      },
    },
    context,
  );
  return residualMlpNetwork({
    embedding,
    layers: names.map(([input, output]) => ({ input: weights[input]!, output: weights[output]! })),
    activeChance,
  });
}

function gaussian(rng: Rng, rows: number, cols: number, deviation: number): Matrix {
  const out = matrix(rows, cols);
  for (let at = 0; at < out.data.length; at++) out.data[at] = rng.normal(0, deviation);
  return out;
}
