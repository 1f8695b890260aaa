import { fail } from "@exampledon/core";
import { applyFused, type FusedDefinition } from "../apply-fused.ts";
import { showShape } from "../shapes.ts";
import type { Node } from "../tape.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { square } from "./elementary.ts";
import { type Leak, leaks, lowerLeaky, upperLeaky } from "./leaky.ts";
import { pow } from "./pow.ts";
import { sum } from "./reductions.ts";

const SLOPE = 0.01;

const affineGateDefinition: FusedDefinition = {
  name: "affineGate",
  compose: ([x, weight, bias]) => add(mul(x!, weight!), bias!),
  exampleShapes: [
    [[5, 3], [3], [3]],
    [[1, 1], [1], [1]],
    [[33, 65], [65], [65]],
  ],
};

const gatedMaskDefinition: FusedDefinition = {
  name: "gatedMask",
  compose: ([x, gate, sources], { slope = SLOPE, leak = 0 }) => {
    const lower = lowerLeaky(gate!, { slope, leak: leaks[leak]! });
    return mul(x!, add(lower, mul(sub(1, lower), sources!)));
  },
  exampleShapes: [
    [
      [5, 3],
      [5, 3],
      [5, 3],
    ],
    [
      [7, 5],
      [7, 5],
      [1, 5],
    ],
    [
      [33, 65],
      [33, 65],
      [33, 65],
    ],
  ],
};

const smoothL0TotalsDefinition: FusedDefinition = {
  name: "smoothL0Totals",
  compose: ([gate], { gamma = 0.5, slope = SLOPE }) => {
    const squares = square(upperLeaky(gate!, { slope }));
    return sum(mul(1 + gamma ** 2, div(squares, add(squares, gamma ** 2))), { axis: 0 });
  },
  exampleShapes: [[[5, 3]], [[1, 1]], [[33, 65]]],
};

const powerTotalsDefinition: FusedDefinition = {
  name: "powerTotals",
  compose: ([gate], { exponent = 2, slope = SLOPE, epsilon = 1e-12 }) =>
    sum(pow(add(upperLeaky(gate!, { slope }), epsilon), exponent), { axis: 0 }),
  exampleShapes: [[[5, 3]], [[1, 1]], [[33, 65]]],
};

/** The fused ops of gated components; part of `fusedOps`. */
export const gateOps: readonly FusedDefinition[] = [
  affineGateDefinition,
  gatedMaskDefinition,
  smoothL0TotalsDefinition,
  powerTotalsDefinition,
];

/** `x · weight + bias`, column by column: `x [batch × columns]`, `weight [columns]`, `bias [columns]`. @throws `bad-shape` */
export function affineGate(x: Node, weight: Node, bias: Node): Node {
  const width = x.shape[1];
  if (x.shape.length !== 2 || [weight, bias].some(({ shape }) => shape.length !== 1 || shape[0] !== width)) {
    badShapes("affineGate", "[batch × columns], [columns] and [columns]", [x, weight, bias]);
  }
  return applyFused(affineGateDefinition, [x, weight, bias]);
}

/** How a mask follows from a gate. */
export interface GatedMaskOptions {
  /** Slope of the leak. Default 0.01. */
  readonly slope?: number;
  /** Default `value`. */
  readonly leak?: Leak;
}

/**
 * `x · (l + (1 − l) r)` with `l = lowerLeaky(gate)`: components masked between their causal importance and 1.
 *
 * With the leak `rising`, the sign test sees the gradient of this use of the gate alone; where several uses must be
 * added up first, compose it from one `lowerLeaky`.
 * @param x `[batch × components]`
 * @param gate `[batch × components]`
 * @param sources r, `[batch × components]` or `[1 × components]`
 * @throws `bad-shape`
 */
export function gatedMask(
  x: Node,
  gate: Node,
  sources: Node,
  { slope = SLOPE, leak = "value" }: GatedMaskOptions = {},
): Node {
  const [rows, cols] = x.shape;
  const fits =
    x.shape.length === 2 &&
    gate.shape.length === 2 &&
    gate.shape[0] === rows &&
    gate.shape[1] === cols &&
    sources.shape.length === 2 &&
    (sources.shape[0] === rows || sources.shape[0] === 1) &&
    sources.shape[1] === cols;
  if (!fits) {
    badShapes("gatedMask", "[batch × components] twice and [batch or 1 × components]", [x, gate, sources]);
  }
  return applyFused(gatedMaskDefinition, [x, gate, sources], { slope, leak: leaks.indexOf(leak) });
}

/**
 * `Σ_b (1 + γ²) g² / (g² + γ²)` of `g = upperLeaky(gate)`, per component `[components]`: how often each is on, smoothed
 * (Geman–McClure). 1 per sample where g = 1, whatever γ.
 * @param gate `[batch × components]`
 * @throws `bad-shape`
 */
export function smoothL0Totals(
  gate: Node,
  { gamma, slope = SLOPE }: { readonly gamma: number; readonly slope?: number },
): Node {
  if (gate.shape.length !== 2) badShapes("smoothL0Totals", "[batch × components]", [gate]);
  return applyFused(smoothL0TotalsDefinition, [gate], { gamma, slope });
}

/**
 * `Σ_b (g + ε)^p` of `g = upperLeaky(gate)`, per component `[components]`.
 * @param gate `[batch × components]`
 * @throws `bad-shape`
 */
export function powerTotals(
  gate: Node,
  {
    exponent,
    slope = SLOPE,
    epsilon = 1e-12,
  }: { readonly exponent: number; readonly slope?: number; readonly epsilon?: number },
): Node {
  if (gate.shape.length !== 2) badShapes("powerTotals", "[batch × components]", [gate]);
  return applyFused(powerTotalsDefinition, [gate], { exponent, slope, epsilon });
}

function badShapes(where: string, wanted: string, nodes: readonly Node[]): never {
  fail("bad-shape", {
    where,
    problem: `shapes must be ${wanted}`,
    got: nodes.map((node) => showShape(node.shape)).join(", "),
    cure: "reshape the inputs",
  });
}
