import { fail } from "@exampledon/core";
import { applyFused, type FusedDefinition } from "../apply-fused.ts";
import { showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";
import { relu } from "./activations.ts";
import { add, sub } from "./arithmetic.ts";
import { gateOps } from "./gates.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./reductions.ts";
import { gradientWhereNonZero } from "./select.ts";
import { keepTopKDefinition } from "./top-k.ts";

const linearReluDefinition: FusedDefinition = {
  name: "linearRelu",
  compose: ([x, weights, bias]) => relu(add(matmul(x!, weights!), bias!)),
  exampleShapes: [
    [[5, 3], [3, 7], [7]],
    [[1, 8], [8, 1], [1]],
    [[33, 20], [20, 65], [65]],
  ],
};

const centredLinearReluDefinition: FusedDefinition = {
  name: "centredLinearRelu",
  compose: ([x, centre, weights, bias]) => linearRelu(sub(x!, centre!), weights!, bias!),
  exampleShapes: [
    [[5, 3], [3], [3, 7], [7]],
    [[1, 8], [8], [8, 1], [1]],
    [[33, 20], [20], [20, 65], [65]],
  ],
};

const sparseDecodeDefinition: FusedDefinition = {
  name: "sparseDecode",
  compose: ([codes, decoder, bias]) => add(matmul(gradientWhereNonZero(codes!), decoder!), bias!),
  exampleShapes: [
    [[5, 7], [7, 3], [3]],
    [[1, 1], [1, 8], [8]],
    [[33, 65], [65, 20], [20]],
  ],
};

const activeTotalsDefinition: FusedDefinition = {
  name: "activeTotals",
  compose: ([codes]) => sum(gradientWhereNonZero(codes!), { axis: 0 }),
  exampleShapes: [[[5, 7]], [[1, 1]], [[33, 65]]],
};

/** Every fused op: a backend's kernel of that name must agree with its composition, forward and gradient. */
export const fusedOps: readonly FusedDefinition[] = [
  linearReluDefinition,
  centredLinearReluDefinition,
  sparseDecodeDefinition,
  activeTotalsDefinition,
  keepTopKDefinition,
  ...gateOps,
];

/**
 * `relu(x W + b)`: an encoder. `x [batch × in]`, `weights [in × out]`, `bias [out]`.
 * @throws `bad-shape`
 */
export function linearRelu(x: Node, weights: Node, bias: Node): Node {
  checkAffine("linearRelu", x, weights, bias);
  return applyFused(linearReluDefinition, [x, weights, bias]);
}

/**
 * `relu((x − c) W + b)`: an encoder of centred inputs. `x [batch × in]`, `centre [in]`, `weights [in × out]`, `bias [out]`.
 * The gradient of the centre is found without that of every input.
 * @throws `bad-shape`
 */
export function centredLinearRelu(x: Node, centre: Node, weights: Node, bias: Node): Node {
  checkAffine("centredLinearRelu", x, weights, bias);
  if (centre.shape.length !== 1 || centre.shape[0] !== x.shape[1]) {
    fail("bad-shape", {
      where: "centredLinearRelu",
      problem: `the centre of ${showShape(x.shape)} must be [${x.shape[1]}]`,
      got: showShape(centre.shape),
      cure: "pass one number per input",
    });
  }
  return applyFused(centredLinearReluDefinition, [x, centre, weights, bias]);
}

/**
 * `z W + b` of codes that are mostly 0: a decoder. `codes [batch × latents]`, `decoder [latents × out]`, `bias [out]`.
 * The gradient of a code that is 0 is 0, so it must not be used where silent latents should learn from the output.
 * @throws `bad-shape`
 */
export function sparseDecode(codes: Node, decoder: Node, bias: Node): Node {
  checkAffine("sparseDecode", codes, decoder, bias);
  return applyFused(sparseDecodeDefinition, [codes, decoder, bias]);
}

/**
 * Codes summed over the batch, per latent `[latents]`: how much each is used. `codes [batch × latents]`.
 * The gradient of a code that is 0 is 0, as in {@link sparseDecode}.
 * @throws `bad-shape`
 */
export function activeTotals(codes: Node): Node {
  if (codes.shape.length !== 2) {
    fail("bad-shape", {
      where: "activeTotals",
      problem: "codes must be [batch × latents]",
      got: showShape(codes.shape),
      cure: "reshape them",
    });
  }
  return applyFused(activeTotalsDefinition, [codes]);
}

function checkAffine(where: string, x: Node, weights: Node, bias: Node): void {
  const fits = x.shape.length === 2 && weights.shape.length === 2 && bias.shape.length === 1;
  if (!fits || x.shape[1] !== weights.shape[0] || weights.shape[1] !== bias.shape[0]) {
    fail("bad-shape", {
      where,
      problem: "shapes must be [batch × in], [in × out] and [out]",
      got: [x, weights, bias].map((node) => showShape(node.shape)).join(", "),
      cure: "reshape the inputs",
    });
  }
}
