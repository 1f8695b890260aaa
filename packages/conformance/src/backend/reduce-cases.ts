import type { ReduceName, Shape } from "@exampledon/compute";
import { exactly, type Input, type OpCase, uniform } from "./op-case.ts";

const shapes: readonly Shape[] = [[1], [1000], [5, 7], [1, 9], [9, 1], [3, 4, 5], [2, 3, 1, 5]];

/** Sums and maxima over every subset of axes. */
export function reduceCases(): OpCase[] {
  return (["sum", "max"] as const).flatMap((name) => [
    ...shapes.flatMap((shape) =>
      subsets(shape.length).flatMap((axes) => [
        reduction(`reduce-${name}`, name, uniform("x", shape), axes, false),
        reduction(`reduce-${name}`, name, uniform("x", shape), axes, true),
      ]),
    ),
    reduction(`reduce-${name}`, name, uniform("below 0", [4, 6], -9, -1), [1], false),
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].flatMap((value) =>
      [[0], [1], [0, 1]].map((axes) => {
        const x = exactly([1, value, 2, 3, 4, 5, 6, 7, value], [3, 3]);
        return reduction("reduce-not-finite", name, x, axes, false);
      }),
    ),
  ]);
}

function reduction(check: string, name: ReduceName, x: Input, axes: readonly number[], keepDims: boolean): OpCase {
  return {
    check,
    label: `${name} of [${x.shape}] over axes [${axes}]${keepDims ? ", kept" : ""}`,
    inputs: [x],
    apply: (primitives, [t]) => [primitives.reduce(name, t!, axes, keepDims)],
  };
}

function subsets(rank: number): number[][] {
  const all = Array.from({ length: 2 ** rank - 1 }, (_, bits) => bits + 1);
  return all.map((bits) => Array.from({ length: rank }, (_, axis) => axis).filter((axis) => bits & (1 << axis)));
}
