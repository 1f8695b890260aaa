import type { Shape } from "./backend.ts";
import { type ExampleInput, type GradientExample, spacedInputs } from "./check-gradient.ts";
import type { Operand } from "./operands.ts";
import { gelu, relu, sigmoid, softplus } from "./ops/activations.ts";
import { add, div, mul, sub } from "./ops/arithmetic.ts";
import { abs, erf, exp, log, negate, sqrt, square, tanh } from "./ops/elementary.ts";
import { clip, maximum, minimum } from "./ops/extremes.ts";
import { activeTotals, centredLinearRelu, linearRelu, sparseDecode } from "./ops/fused.ts";
import { gather, gatherAlong, scatterAdd, scatterAddAlong } from "./ops/indexing.ts";
import { matmul } from "./ops/matmul.ts";
import { broadcastTo, concat, reshape, slice, transpose } from "./ops/movement.ts";
import { norm } from "./ops/norm.ts";
import { pow } from "./ops/pow.ts";
import { max, mean, sum } from "./ops/reductions.ts";
import { gradientWhereNonZero, where } from "./ops/select.ts";
import { logSoftmax, logSumExp, softmax } from "./ops/softmax.ts";
import { keepTopK, topK } from "./ops/top-k.ts";
import type { Node } from "./tape.ts";

/**
 * Every op on inputs that broadcast, transpose, repeat and so on, away from kinks: for `checkGradient` on a backend,
 * and for comparing two backends.
 */
export function opExamples(): readonly GradientExample[] {
  return [...binaries(), ...unaries(), ...products(), ...reductions(), ...selections(), ...movements()];
}

type Range = readonly [low: number, high: number];
const positive: Range = [0.5, 2.5];

function example(
  name: string,
  shapes: readonly Shape[],
  run: (...nodes: Node[]) => Node,
  { range = [-2, 2], constants = [] }: { readonly range?: Range; readonly constants?: readonly ExampleInput[] } = {},
): GradientExample {
  const inputs = spacedInputs(name, shapes, ...range);
  return { name, inputs: [...inputs, ...constants], run: (nodes) => run(...nodes) };
}

const constant = (shape: Shape, data: readonly number[]): ExampleInput => ({ shape, data, constant: true });

function binaries(): GradientExample[] {
  const patterns: readonly (readonly [string, Shape, Shape])[] = [
    ["same", [3, 4], [3, 4]],
    ["row", [3, 4], [4]],
    ["column", [3, 4], [3, 1]],
    ["scalar", [3, 4], []],
    ["both", [3, 1], [1, 4]],
    ["rank 3", [4, 1], [2, 1, 3]],
  ];
  const ops: readonly (readonly [string, (a: Operand, b: Operand) => Node, Range?])[] = [
    ["add", add],
    ["sub", sub],
    ["mul", mul],
    ["div", div, positive],
    ["maximum", maximum],
    ["minimum", minimum],
    ["pow", (a, b) => pow(a as Node, b), positive],
  ];
  return ops.flatMap(([name, op, range]) => [
    ...patterns.map(([pattern, a, b]) => example(`${name}, ${pattern}`, [a, b], op, range ? { range } : {})),
    example(`${name}, number right`, [[3, 4]], (x) => op(x, 1.7), { range: positive }),
    ...(name === "pow" ? [] : [example(`${name}, number left`, [[3, 4]], (x) => op(1.7, x), { range: positive })]),
  ]);
}

function unaries(): GradientExample[] {
  const real = { negate, abs, exp, square, tanh, erf, relu, sigmoid, softplus, gelu, gradientWhereNonZero };
  const powers = [-1, 0.5, 1, 2, 3];
  return [
    ...Object.entries(real).map(([name, op]) => example(name, [[3, 4]], (x) => op(x))),
    ...Object.entries({ log, sqrt }).map(([name, op]) => example(name, [[3, 4]], op, { range: positive })),
    ...powers.map((p) => example(`pow ${p}`, [[3, 4]], (x) => pow(x, p), { range: positive })),
    example("gelu tanh", [[3, 4]], (x) => gelu(x, { approximate: "tanh" })),
    example("clip", [[3, 4]], (x) => clip(x, -1, 1)),
  ];
}

function products(): GradientExample[] {
  const stacks: readonly (readonly [string, Shape, Shape])[] = [
    ["", [], []],
    [", stacked", [2], [2]],
    [", stack on the left", [2, 2], []],
    [", stack on the right", [], [2]],
    [", stacks that broadcast", [2, 1], [3]],
  ];
  const flags = [false, true];
  return [
    ...stacks.flatMap(([stack, left, right]) =>
      flags.flatMap((transposeA) =>
        flags.map((transposeB) => {
          const name = `matmul ${transposeA ? "t" : "n"}${transposeB ? "t" : "n"}${stack}`;
          const a = [...left, ...(transposeA ? [2, 3] : [3, 2])];
          const b = [...right, ...(transposeB ? [4, 2] : [2, 4])];
          return example(name, [a, b], (x, y) => matmul(x, y, { transposeA, transposeB }));
        }),
      ),
    ),
    ...linearReluExamples(),
    example("sparseDecode", [[3, 4], [4, 2], [2]], sparseDecode),
    example("activeTotals", [[3, 4]], activeTotals),
  ];
}

/** Columns of one sign each keep every pre-activation far from the kink: two rise above it, two stay below. */
function linearReluExamples(): GradientExample[] {
  const [x, weights, bias] = spacedInputs("linearRelu", [[3, 2], [2, 4], [4]], 0.5, 1.5) as [
    ExampleInput,
    ExampleInput,
    ExampleInput,
  ];
  const signed = ({ shape, data }: ExampleInput): ExampleInput => ({
    shape,
    data: data.map((value, at) => (at % 2 === 0 ? value : -value)),
  });
  const inputs = [x, signed(weights), signed(bias)] as const;
  const [centre] = spacedInputs("centre", [[2]], -0.5, 0) as [ExampleInput];
  return [
    { name: "linearRelu", inputs, run: ([a, b, c]) => linearRelu(a!, b!, c!) },
    {
      name: "centredLinearRelu",
      inputs: [inputs[0], centre, inputs[1], inputs[2]],
      run: ([a, b, c, d]) => centredLinearRelu(a!, b!, c!, d!),
    },
  ];
}

function reductions(): GradientExample[] {
  const ops = {
    sum,
    mean,
    max,
    logSumExp,
    norm,
    "norm 1": (x: Node, options: { axis?: number | readonly number[]; keepDims: boolean }) =>
      norm(x, { ...options, order: 1 }),
  };
  const axes = [undefined, 0, -1, [0, 2]] as const;
  return [
    ...Object.entries(ops).flatMap(([name, op]) =>
      axes.flatMap((axis) =>
        [false, true].map((keepDims) =>
          example(`${name} over ${axis ?? "all"}${keepDims ? ", kept" : ""}`, [[2, 3, 4]], (x) =>
            op(x, axis === undefined ? { keepDims } : { axis, keepDims }),
          ),
        ),
      ),
    ),
    example("sum of a scalar", [[]], (x) => sum(x)),
    ...[0, -1].flatMap((axis) => [
      example(`softmax over ${axis}`, [[3, 4]], (x) => softmax(x, { axis })),
      example(`logSoftmax over ${axis}`, [[3, 4]], (x) => logSoftmax(x, { axis })),
    ]),
  ];
}

function selections(): GradientExample[] {
  const rows = { constants: [constant([4], [2, 0, 2, 1])] };
  const perRow = { constants: [constant([2, 3], [3, 0, 3, 1, 1, 2])] };
  const mask = { constants: [constant([3, 4], [1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0])] };
  return [
    example(
      "where",
      [
        [3, 4],
        [3, 4],
      ],
      (a, b, m) => where(m!, a!, b!),
      mask,
    ),
    example("where, broadcasting", [[2, 1, 4], []], (a, b, m) => where(m!, a!, b!), mask),
    example("topK", [[2, 3, 5]], (x) => topK(x!, 3).values),
    example("keepTopK", [[2, 3, 5]], (x) => keepTopK(x!, 2)),
    example("gather rows", [[3, 2]], (x, indices) => gather(x!, indices!), rows),
    example("gather columns", [[2, 3]], (x, indices) => gather(x!, indices!, 1), rows),
    example("gatherAlong", [[2, 4]], (x, indices) => gatherAlong(x!, indices!), perRow),
    example("scatterAdd rows", [[4, 2]], (x, indices) => scatterAdd(x!, indices!, 0, 3), rows),
    example("scatterAdd columns", [[2, 4]], (x, indices) => scatterAdd(x!, indices!, -1, 5), rows),
    example("scatterAddAlong", [[2, 3]], (x, indices) => scatterAddAlong(x!, indices!, 5), perRow),
  ];
}

function movements(): GradientExample[] {
  return [
    example(
      "concat rows",
      [
        [2, 3],
        [1, 3],
        [2, 3],
      ],
      (...parts) => concat(parts as [Node, ...Node[]]),
    ),
    example(
      "concat columns",
      [
        [2, 3],
        [2, 1],
      ],
      (...parts) => concat(parts as [Node, ...Node[]], -1),
    ),
    example("slice", [[3, 4]], (x) => slice(x, [1, 0], [3, 3])),
    example("slice, strided", [[3, 7]], (x) => slice(x, [0, 1], [3, 7], [2, 3])),
    example("reshape", [[2, 3, 2]], (x) => reshape(x, [4, 3])),
    example("transpose", [[2, 3]], (x) => transpose(x)),
    example("transpose, three axes", [[2, 3, 4]], (x) => transpose(x, [2, 0, 1])),
    example("broadcastTo", [[3, 1]], (x) => broadcastTo(x, [2, 3, 4])),
  ];
}
