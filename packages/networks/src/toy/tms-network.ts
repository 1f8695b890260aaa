import { add, relu } from "@exampledon/compute";
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
import { sparseSource } from "./sparse-source.ts";

/** What a toy model of superposition is made of. */
export interface TmsParts {
  /** Where each feature points, `[features × hidden]`. */
  readonly encoder: Matrix;
  /** `[features]`. */
  readonly bias: ArrayLike<number>;
  /** Whether a fixed identity stands between encoder and decoder. Default false. */
  readonly identity?: boolean;
  /** Chance that a feature is on. Default 0.05. */
  readonly activeChance?: number;
}

/** Size of a feature in its mechanism's probe. */
const PROBE = 0.75;

/**
 * The toy model of superposition (Elhage et al. 2022, arXiv:2209.10652) with given weights: `y = relu(x W Wᵀ + b)` on
 * features that are on with a chance, uniform in [0, 1]. Its mechanisms are the features, each one row of W in both
 * matrices; with an identity between them that is one more, of full rank and always at work.
 * @throws `bad-shape`, `not-finite`; `bad-param` when the chance is outside (0, 1]
 */
export function tmsNetwork({ encoder, bias, identity = false, activeChance = 0.05 }: TmsParts): KnownNetwork {
  const where = "tmsNetwork";
  const { rows: features, cols: hidden } = encoder;
  assertFinite(where, encoder);
  const offset = matrix(1, features, Float32Array.from(bias));
  assertFinite(where, offset);
  if (!(activeChance > 0 && activeChance <= 1)) {
    fail("bad-param", { where, problem: "activeChance must be in (0, 1]", got: activeChance, cure: "pass a chance" });
  }
  const eye = matrix(hidden, hidden);
  for (let k = 0; k < hidden; k++) eye.data[k * hidden + k] = 1;
  const mechanisms: Mechanism[] = Array.from({ length: features }, (_, j) => ({
    name: `feature ${j}`,
    group: "features",
    parts: [
      rankOnePart("encoder", axis(features, j), rowOf(encoder, j)),
      rankOnePart("decoder", rowOf(encoder, j), axis(features, j)),
    ],
    threshold: 0,
    probe: axis(features, j, PROBE),
  }));
  if (identity) {
    mechanisms.push({
      name: "identity",
      group: "identity",
      parts: [{ site: "identity", read: eye, write: eye }],
    });
  }
  const readings = (inputs: Matrix): Matrix => {
    assertCols(where, inputs, features);
    assertFinite(where, inputs);
    if (!identity) return matrix(inputs.rows, features, inputs.data.slice());
    const out = matrix(inputs.rows, features + 1);
    const lengths = rowNorms(multiply(inputs, encoder));
    for (let i = 0; i < inputs.rows; i++) {
      out.data.set(rowOf(inputs, i), i * out.cols);
      out.data[i * out.cols + features] = lengths[i]!;
    }
    return out;
  };
  return {
    inputs: features,
    outputs: features,
    sites: [
      { name: "encoder", weights: encoder },
      ...(identity ? [{ name: "identity", weights: eye }] : []),
      { name: "decoder", weights: transpose(encoder), transposeOf: "encoder" },
    ],
    forward: (x, linear) => {
      const h = linear("encoder", x);
      const out = linear("decoder", identity ? linear("identity", h) : h);
      return relu(add(out, x.tape.constant(x.tape.backend.upload(offset.data, [1, features]))));
    },
    source: sparseSource(where, { features, activeChance, low: 0, high: 1 }),
    mechanisms,
    readings,
    fires: (inputs) => {
      const { rows, cols, data } = readings(inputs);
      return matrix(
        rows,
        cols,
        data.map((reading) => Number(reading > 0)),
      );
    },
  };
}
