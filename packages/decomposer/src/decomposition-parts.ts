import { assertFinite, fail, type Matrix, matrix } from "@exampledon/core";
import type { Activation } from "./activation.ts";
import { checkPursuit, isPursuit } from "./pursuit/pursuit.ts";

/** The arrays of a decomposition whose activity is `activation((a − center) · readᵀ + bias)`, or a pursuit in the write rows. */
export interface DecompositionParts {
  /** Id of the method that found it. */
  readonly method: string;
  /** The method's parameters, JSON-safe. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Encoder rows, `[components × dim]`. */
  readonly read: Matrix;
  /** Decoder rows, `[components × dim]`, of any length. */
  readonly write: Matrix;
  /** Added to every reconstruction, `[dim]`. */
  readonly offset: Float32Array;
  /** Subtracted before reading, `[dim]`. Default zeros. */
  readonly center?: Float32Array | undefined;
  /** Added to the readings, `[components]`. Default zeros. */
  readonly bias?: Float32Array | undefined;
  readonly activation: Activation;
  /** A linear map of activations beside the components, `[dim × dim]`: reconstructions gain `a · skip`. Default none. */
  readonly skip?: Matrix | undefined;
}

/**
 * Checks that the arrays fit together and hold finite numbers.
 * @throws `bad-shape`, `not-finite`; `bad-param` when a number of the activation is out of range, or a pursuit has a bias
 */
export function checkParts({ method, read, write, offset, center, bias, activation, skip }: DecompositionParts): void {
  const components = read.rows;
  const dim = read.cols;
  if (components < 1 || dim < 1 || write.rows !== components || write.cols !== dim) {
    fail("bad-shape", {
      where: `${method}: decomposition`,
      problem: "read and write must both be [components × dim], each size ≥ 1",
      got: `[${read.rows} × ${read.cols}] and [${write.rows} × ${write.cols}]`,
      cure: "transpose the one that is [dim × components]",
    });
  }
  const vector = (name: string, data: Float32Array | undefined, length: number): void => {
    if (!data) return;
    if (data.length !== length) {
      fail("bad-shape", {
        where: `${method}: ${name}`,
        problem: `must have ${length} entries`,
        got: data.length,
        cure: "check it against read [components × dim]",
      });
    }
    assertFinite(`${method}: ${name}`, matrix(1, length, data));
  };
  assertFinite(`${method}: read`, read);
  assertFinite(`${method}: write`, write);
  if (skip && (skip.rows !== dim || skip.cols !== dim)) {
    fail("bad-shape", {
      where: `${method}: skip`,
      problem: `must be [${dim} × ${dim}]`,
      got: `[${skip.rows} × ${skip.cols}]`,
      cure: "embed it in the width of activations",
    });
  }
  if (skip) assertFinite(`${method}: skip`, skip);
  vector("offset", offset, dim);
  vector("center", center, dim);
  vector("bias", bias, components);
  if (activation.kind === "threshold") {
    vector("thresholds", activation.thresholds, components);
    requireAll(`${method}: thresholds`, "every threshold must be ≥ 0", activation.thresholds, (value) => value >= 0);
  }
  if (isPursuit(activation)) {
    checkPursuit(`${method}: ${activation.kind}`, activation, components);
    if (bias) {
      fail("bad-param", {
        where: `${method}: bias`,
        problem: "a pursuit takes no bias",
        got: `${bias.length} entries`,
        cure: "leave it out; use center and offset",
      });
    }
  }
  if (activation.kind === "top-k") {
    const { k, scales } = activation;
    if (!Number.isInteger(k) || k < 1 || k > components) {
      fail("bad-param", {
        where: `${method}: top-k`,
        problem: `k must be a whole number in [1, ${components}]`,
        got: k,
        cure: "lower k or raise components",
      });
    }
    vector("scales", scales, components);
    if (scales) requireAll(`${method}: scales`, "every scale must be > 0", scales, (value) => value > 0);
  }
}

function requireAll(where: string, problem: string, data: Float32Array, test: (value: number) => boolean): void {
  const bad = data.find((value) => !test(value));
  if (bad !== undefined) fail("bad-param", { where, problem, got: bad, cure: "pass such values" });
}
