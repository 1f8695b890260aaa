import type { MatmulOptions, Shape } from "@exampledon/compute";
import { exactly, type Input, type OpCase, sparse, uniform } from "./op-case.ts";

/** Matrix products: plain, transposed, batched, of sparse operands, and with NaN and Infinity. */
export function matmulCases(): OpCase[] {
  const sizes = [
    [1, 1, 1],
    [1, 7, 1],
    [2, 3, 4],
    [5, 1, 3],
    [4, 4, 4],
    [13, 17, 11],
    [1, 50, 101],
    [67, 2, 1],
    [8, 1000, 3],
  ] as const;
  const flips: readonly MatmulOptions[] = [
    { transposeA: true },
    { transposeB: true },
    { transposeA: true, transposeB: true },
  ];
  const lead: readonly (readonly [Shape, Shape])[] = [
    [[3], [3]],
    [[3], []],
    [[], [3]],
    [[3], [1]],
    [
      [2, 1],
      [1, 3],
    ],
    [[2, 3], [3]],
  ];
  return [
    ...sizes.map(([m, k, n]) => product("matmul", uniform("a", [m, k]), uniform("b", [k, n]))),
    ...sizes.flatMap(([m, k, n]) => flips.map((flip) => flipped("matmul-transposed", m, k, n, flip))),
    ...lead.flatMap(([a, b]) => [
      product("matmul-batched", uniform("a", [...a, 2, 5]), uniform("b", [...b, 5, 3])),
      product("matmul-batched", uniform("a", [...a, 5, 2]), uniform("b", [...b, 3, 5]), flips[2]),
    ]),
    ...[{}, ...flips].flatMap((flip) => [
      flipped("matmul-sparse", 26, 27, 28, flip, 0.03, 1),
      flipped("matmul-sparse", 26, 27, 28, flip, 1, 0.03),
      flipped("matmul-sparse", 26, 27, 28, flip, 0.03, 0.03),
    ]),
    ...[{}, ...flips].flatMap((flip, i) => notFinite(flip, [Number.NaN, Infinity, -Infinity][i] ?? Number.NaN)),
    product("matmul-not-finite", exactly([0, 1, 0, 0], [2, 2]), exactly([Number.NaN, 1, 2, Infinity], [2, 2])),
  ];
}

function product(check: string, a: Input, b: Input, options: MatmulOptions = {}): OpCase {
  return {
    check,
    label: `[${a.shape}] · [${b.shape}] ${JSON.stringify(options)}`,
    inputs: [a, b],
    apply: (primitives, [x, y]) => [primitives.matmul(x!, y!, options)],
  };
}

function flipped(
  check: string,
  m: number,
  k: number,
  n: number,
  flip: MatmulOptions,
  densityA = 1,
  densityB = 1,
): OpCase {
  const a = sparse("a", flip.transposeA ? [k, m] : [m, k], densityA);
  const b = sparse("b", flip.transposeB ? [n, k] : [k, n], densityB);
  return product(check, a, b, flip);
}

/** 0 · NaN and 0 · ∞ are NaN, also where an operand is almost all zeros. */
function notFinite(flip: MatmulOptions, value: number): OpCase[] {
  return [0, 1].map((operand) => {
    const made = flipped("matmul-not-finite", 26, 27, 28, flip, operand === 0 ? 1 : 0.03, operand === 0 ? 0.03 : 1);
    made.inputs[operand]!.data[77] = value;
    return made;
  });
}
