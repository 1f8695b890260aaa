import { add, matmul, type Node, relu } from "@exampledon/compute";
import {
  assertCols,
  assertFinite,
  fail,
  type Matrix,
  matrix,
  multiply,
  rowNorms,
  rowOf,
  transpose,
} from "@exampledon/core";
import type { KnownNetwork } from "../known-network.ts";
import type { Mechanism } from "../mechanism.ts";
import { axis, rankOnePart } from "../rank-one.ts";
import { dualRows } from "./dual-rows.ts";
import { sparseSource } from "./sparse-source.ts";

/** One layer of a residual MLP. */
export interface ResidualLayer {
  /** `[width × neurons]`. */
  readonly input: Matrix;
  /** `[neurons × width]`. */
  readonly output: Matrix;
}

/** What a residual MLP is made of. */
export interface ResidualMlpParts {
  /** Where each feature lies in the stream, `[features × width]`; read off at the end by its transpose. */
  readonly embedding: Matrix;
  readonly layers: readonly ResidualLayer[];
  /** Chance that a feature is on. Default 0.01. */
  readonly activeChance?: number;
}

/** Size of a feature in its mechanism's probe. */
const PROBE = 0.75;

/**
 * The residual MLP of "compressed computation" with given weights: `r = x W_E`, `r += relu(r W_in) W_out` per layer,
 * `y = r W_Eᵀ`, on features that are on with a chance, uniform in [−1, 1] (Braun et al. 2025, arXiv:2501.14926).
 *
 * Mechanisms: each feature's share of every `in` matrix, what reads that feature alone off the stream (the dual of the
 * embedding) times what it does to the neurons; and each `out` matrix as one of full rank, since all features share it.
 * Parts of an `in` matrix that no feature's direction reaches belong to none. The field disputes whether this network
 * computes in superposition at all (arXiv:2606.14673).
 * @throws `bad-shape`, `not-finite`; `bad-param` when features are dependent or the chance is outside (0, 1]
 */
export function residualMlpNetwork({ embedding, layers, activeChance = 0.01 }: ResidualMlpParts): KnownNetwork {
  const where = "residualMlpNetwork";
  const features = embedding.rows;
  checkParts(where, embedding, layers, activeChance);
  const dual = dualRows(where, embedding);
  const lengths = rowNorms(dual);
  const unembedding = transpose(embedding);
  const effects = layers.map(({ input }) => multiply(embedding, input));
  const mechanisms: Mechanism[] = Array.from({ length: features }, (_, i) => ({
    name: `feature ${i}`,
    group: "features",
    parts: effects.map((effect, l) => rankOnePart(`layer ${l} in`, rowOf(dual, i), rowOf(effect, i))),
    probe: axis(features, i, PROBE),
  }));
  layers.forEach(({ output }, l) => {
    const read = matrix(output.rows, output.rows);
    for (let n = 0; n < output.rows; n++) read.data[n * output.rows + n] = 1;
    mechanisms.push({
      name: `layer ${l} out`,
      group: "outputs",
      parts: [{ site: `layer ${l} out`, read, write: output }],
    });
  });
  const readings = (inputs: Matrix): Matrix => {
    assertCols(where, inputs, features);
    assertFinite(where, inputs);
    const hidden = hiddenLengths(inputs, embedding, layers);
    const out = matrix(inputs.rows, mechanisms.length);
    for (let sample = 0, at = 0; sample < inputs.rows; sample++) {
      for (let i = 0; i < features; i++) out.data[at++] = inputs.data[sample * features + i]! / lengths[i]!;
      for (const length of hidden) out.data[at++] = length[sample]!;
    }
    return out;
  };
  return {
    inputs: features,
    outputs: features,
    sites: layers.flatMap(({ input, output }, l) => [
      { name: `layer ${l} in`, weights: input },
      { name: `layer ${l} out`, weights: output },
    ]),
    forward: (x, linear) => {
      const fixed = ({ rows, cols, data }: Matrix): Node => x.tape.constant(x.tape.backend.upload(data, [rows, cols]));
      let stream = matmul(x, fixed(embedding));
      for (let l = 0; l < layers.length; l++) {
        stream = add(stream, linear(`layer ${l} out`, relu(linear(`layer ${l} in`, stream))));
      }
      return matmul(stream, fixed(unembedding));
    },
    source: sparseSource(where, { features, activeChance, low: -1, high: 1 }),
    mechanisms,
    readings,
    fires: (inputs) => {
      const { rows, cols, data } = readings(inputs);
      return matrix(
        rows,
        cols,
        data.map((reading) => Number(reading !== 0)),
      );
    },
  };
}

/** Length of every layer's hidden activations, `[layers][batch]`. */
function hiddenLengths(inputs: Matrix, embedding: Matrix, layers: readonly ResidualLayer[]): readonly Float64Array[] {
  const stream = multiply(inputs, embedding);
  return layers.map(({ input, output }) => {
    const h = multiply(stream, input);
    h.data.forEach((value, at) => {
      h.data[at] = Math.max(0, value);
    });
    multiply(h, output).data.forEach((value, at) => {
      stream.data[at]! += value;
    });
    return rowNorms(h);
  });
}

function checkParts(where: string, embedding: Matrix, layers: readonly ResidualLayer[], activeChance: number): void {
  assertFinite(where, embedding);
  for (const { input, output } of layers) {
    if (input.rows !== embedding.cols || output.rows !== input.cols) {
      fail("bad-shape", {
        where,
        problem: `a layer must be [${embedding.cols} × neurons] and [neurons × ${embedding.cols}]`,
        got: `[${input.rows} × ${input.cols}] and [${output.rows} × ${output.cols}]`,
        cure: "check the layers",
      });
    }
    assertCols(where, output, embedding.cols);
    assertFinite(where, input);
    assertFinite(where, output);
  }
  if (!(activeChance > 0 && activeChance <= 1)) {
    fail("bad-param", { where, problem: "activeChance must be in (0, 1]", got: activeChance, cure: "pass a chance" });
  }
}
