import type { BinaryName, Shape, UnaryName } from "@exampledon/compute";
import { exactly, type Input, type OpCase, uniform } from "./op-case.ts";

const domains: Readonly<Record<UnaryName, readonly [number, number]>> = {
  negate: [-2, 2],
  abs: [-2, 2],
  sign: [-2, 2],
  exp: [-5, 5],
  log: [0.01, 10],
  sqrt: [0, 10],
  square: [-2, 2],
  relu: [-2, 2],
  sigmoid: [-20, 20],
  tanh: [-5, 5],
  softplus: [-20, 50],
  erf: [-4, 4],
  step: [-2, 2],
};
const binaries: readonly BinaryName[] = ["add", "sub", "mul", "div", "maximum", "minimum", "pow", "greater", "equal"];
const shapes: readonly Shape[] = [[], [1], [7], [1000], [3, 5], [2, 1, 3, 2]];
const pairs: readonly (readonly [Shape, Shape])[] = [
  [[3, 4], []],
  [[5], [1]],
  [[3, 4], [4]],
  [
    [3, 4],
    [3, 1],
  ],
  [
    [3, 1],
    [1, 4],
  ],
  [[2, 3, 4], [4]],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 4],
    [1, 3, 1],
  ],
  [
    [2, 3, 4],
    [2, 1, 1],
  ],
  [[1, 1], [31]],
];
const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1];

/** Element-wise primitives: values, broadcasting and IEEE special cases. */
export function elementCases(): OpCase[] {
  return [...unaryCases(), ...binaries.flatMap(binaryCases), ...whereCases()];
}

function unaryCases(): OpCase[] {
  return (Object.keys(domains) as UnaryName[]).flatMap((name) => {
    const one = (check: string, x: Input): OpCase => ({
      check,
      label: `${name} of [${x.shape}]`,
      inputs: [x],
      apply: (primitives, [t]) => [primitives.unary(name, t!)],
    });
    return [
      ...shapes.map((shape) => one(`unary-${name}`, uniform(name, shape, ...domains[name]))),
      // Steps at 0, and functions that overflow when written carelessly.
      one(`unary-${name}`, exactly(name === "log" ? [1] : name === "sqrt" ? [0, 1] : [0, -1, 1])),
      ...(name === "sigmoid" || name === "tanh" || name === "softplus" || name === "erf"
        ? [one(`unary-${name}`, exactly([-200, 200]))]
        : []),
      one(`unary-not-finite`, exactly(odd)),
    ];
  });
}

function binaryCases(name: BinaryName): OpCase[] {
  const two = (check: string, a: Input, b: Input): OpCase => ({
    check,
    label: `${name} of [${a.shape}] and [${b.shape}]`,
    inputs: [a, b],
    apply: (primitives, [x, y]) => [primitives.binary(name, x!, y!)],
  });
  // Whole numbers, so that `equal` and ties are met; 0 is left out for the sake of `div`.
  const whole = (label: string, shape: Shape): Input => {
    const { data } = uniform(label, shape, -3, 3);
    return { shape, data: data.map((value) => Math.round(value) || 3) };
  };
  const base = (shape: Shape): Input => (name === "pow" ? uniform("base", shape, 0.1, 3) : whole("a", shape));
  const grid = odd.flatMap((a) => odd.map((b) => [a, b] as const));
  return [
    ...shapes.map((shape) => two(`binary-${name}`, base(shape), whole("b", shape))),
    ...shapes.map((shape) => two(`binary-${name}`, uniform("c", shape, 0.5, 2), uniform("d", shape, 0.5, 2))),
    ...(name === "pow" ? [two("binary-pow", exactly([-2, -2, -1, 0, 0, 3]), exactly([2, 3, 5, 0, 2, 0]))] : []),
    ...pairs.flatMap(([a, b]) => [
      two("binary-broadcast", base(a), whole("b", b)),
      two("binary-broadcast", base(b), whole("b", a)),
    ]),
    // Languages disagree about pow of NaN and 1.
    ...(name === "pow"
      ? []
      : [two("binary-not-finite", exactly(grid.map(([a]) => a)), exactly(grid.map(([, b]) => b)))]),
  ];
}

function whereCases(): OpCase[] {
  const three = (check: string, condition: Input, a: Input, b: Input): OpCase => ({
    check,
    label: `where of [${condition.shape}], [${a.shape}] and [${b.shape}]`,
    inputs: [condition, a, b],
    apply: (primitives, [t, x, y]) => [primitives.where(t!, x!, y!)],
  });
  const mask = (shape: Shape): Input => {
    const { data } = uniform("mask", shape);
    return { shape, data: data.map((value) => Math.max(value, 0)) };
  };
  return [
    ...shapes.map((shape) => three("where", mask(shape), uniform("a", shape), uniform("b", shape))),
    ...pairs.flatMap(([p, q]) => [
      three("where-broadcast", mask(p), uniform("a", q), uniform("b", p)),
      three("where-broadcast", mask(q), uniform("a", p), uniform("b", [])),
      three("where-broadcast", mask([]), uniform("a", p), uniform("b", q)),
    ]),
    // The branch not taken must not leak: 0 · NaN would.
    three("where-not-finite", exactly([1, 0, Number.NaN]), exactly([1, Number.NaN, 2]), exactly([Infinity, 3, 4])),
  ];
}
