import {
  abs,
  activeTotals,
  add,
  broadcastTo,
  centredLinearRelu,
  clip,
  concat,
  div,
  erf,
  exp,
  gather,
  gatherAlong,
  gelu,
  gradientWhereNonZero,
  keepTopK,
  linearRelu,
  log,
  logSoftmax,
  logSumExp,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  negate,
  norm,
  pow,
  relu,
  reshape,
  scatterAdd,
  scatterAddAlong,
  sigmoid,
  slice,
  softmax,
  softplus,
  sparseDecode,
  sqrt,
  square,
  sub,
  sum,
  tanh,
  topK,
  transpose,
  where,
} from "@exampledon/compute";
import { exactly, type Input, uniform, uploadAll } from "./op-case.ts";
import type { NodeFunction } from "./training-run.ts";

/** An op with inputs away from its kinks, where differences quotients are its gradient. */
export interface GradientCase {
  readonly op: string;
  readonly inputs: readonly Input[];
  readonly build: NodeFunction;
}

// Distinct, none near 0 or near another.
const x23 = exactly([0.7, -1.3, 0.4, 1.9, -0.6, -1.6], [2, 3]);
const y23 = exactly([-0.5, 0.9, 1.2, -1.1, 1.5, -0.8], [2, 3]);
const row = exactly([0.8, -0.7, 1.4]);
const positive = exactly([0.6, 1.1, 0.3, 2.2, 1.7, 0.9], [2, 3]);

/** Every differentiable op of compute. */
export function gradientCases(): GradientCase[] {
  const one = (op: string, build: (x: Parameters<NodeFunction>[0][number]) => ReturnType<NodeFunction>, x = x23) => ({
    op,
    inputs: [x],
    build: ([node]: Parameters<NodeFunction>[0]) => build(node!),
  });
  const two = (
    op: string,
    build: (a: Parameters<NodeFunction>[0][number], b: Parameters<NodeFunction>[0][number]) => ReturnType<NodeFunction>,
    a: Input = x23,
    b: Input = y23,
  ) => ({ op, inputs: [a, b], build: ([p, q]: Parameters<NodeFunction>[0]) => build(p!, q!) });
  const picks = (node: Parameters<NodeFunction>[0][number], data: number[], shape = [data.length]) =>
    node.tape.constant(uploadAll(node.tape.backend, [exactly(data, shape)])[0]!);
  return [
    two("add", add, x23, row),
    two("sub", sub, row, x23),
    two("mul", mul, x23, row),
    two("div", div, x23, row),
    two("maximum", maximum),
    two("minimum", minimum, x23, row),
    two("pow", pow, positive, y23),
    one("pow", (x) => pow(x, 3)),
    one("negate", negate),
    one("abs", abs),
    one("exp", exp),
    one("log", log, positive),
    one("sqrt", sqrt, positive),
    one("square", square),
    one("tanh", tanh),
    one("erf", erf),
    one("relu", relu),
    one("sigmoid", sigmoid),
    one("softplus", softplus),
    one("gelu", (x) => gelu(x)),
    one("gelu", (x) => gelu(x, { approximate: "tanh" })),
    one("clip", (x) => clip(x, -1, 1)),
    one("sum", (x) => sum(x, { axis: 0 })),
    one("mean", (x) => mean(x, { axis: 1, keepDims: true })),
    one("max", (x) => max(x, { axis: 1 })),
    one("norm", (x) => norm(x, { axis: 1 })),
    one("norm", (x) => norm(x, { order: 1, axis: 0 })),
    one("softmax", (x) => softmax(x)),
    one("log-softmax", (x) => logSoftmax(x)),
    one("log-sum-exp", (x) => logSumExp(x)),
    two("matmul", (a, b) => matmul(a, b, { transposeB: true })),
    two("matmul", (a, b) => matmul(a, b, { transposeA: true })),
    two("matmul", (a, b) => matmul(a, b), uniform("a", [2, 2, 3]), uniform("b", [3, 4])),
    two(
      "matmul",
      (a, b) => matmul(a, b, { transposeA: true, transposeB: true }),
      uniform("a", [3, 2]),
      uniform("b", [2, 4, 3]),
    ),
    two("where", (a, b) => where(picks(a, [1, 0, 1]), a, b)),
    one("gradient-where-non-zero", (x) => square(gradientWhereNonZero(x))),
    one("top-k", (x) => topK(x, 2).values),
    one("keep-top-k", (x) => keepTopK(x, 2)),
    one("gather", (x) => gather(x, picks(x, [2, 0, 2, 2]), 1)),
    one("gather-along", (x) => gatherAlong(x, picks(x, [2, 0, 1, 1], [2, 2]))),
    one("scatter-add", (x) => scatterAdd(x, picks(x, [3, 3]), 0, 4)),
    one("scatter-add-along", (x) => scatterAddAlong(x, picks(x, [4, 0, 4, 1, 2, 3], [2, 3]), 5)),
    one("transpose", (x) => transpose(x)),
    one("reshape", (x) => reshape(x, [3, 2])),
    one("broadcast-to", (x) => broadcastTo(x, [4, 2, 3])),
    two("concat", (a, b) => concat([a, b], 1)),
    one("slice", (x) => slice(x, [0, 0], [2, 3], [1, 2])),
    {
      op: "linear-relu",
      inputs: [x23, uniform("weights", [3, 5]), uniform("bias", [5])],
      build: ([x, weights, bias]) => linearRelu(x!, weights!, bias!),
    },
    {
      op: "centred-linear-relu",
      inputs: [x23, exactly([0.1, -0.05, 0.2]), uniform("weights", [3, 5]), uniform("bias", [5])],
      build: ([x, centre, weights, bias]) => centredLinearRelu(x!, centre!, weights!, bias!),
    },
    {
      op: "sparse-decode",
      inputs: [x23, uniform("weights", [3, 5]), uniform("bias", [5])],
      build: ([codes, decoder, bias]) => sparseDecode(codes!, decoder!, bias!),
    },
    one("active-totals", activeTotals),
  ];
}
