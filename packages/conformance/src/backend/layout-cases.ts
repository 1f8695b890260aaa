import type { Primitives, Shape, Tensor } from "@exampledon/compute";
import { type OpCase, uniform } from "./op-case.ts";

type One = (primitives: Primitives, x: Tensor) => Tensor;

/** Transposing, reshaping, broadcasting, joining and slicing. */
export function layoutCases(): OpCase[] {
  return [...transposes(), ...reshapes(), ...broadcasts(), ...concats(), ...slices()];
}

function one(check: string, label: string, shape: Shape, apply: One): OpCase {
  return {
    check,
    label: `${check} of [${shape}] ${label}`,
    inputs: [uniform("x", shape)],
    apply: (primitives, [x]) => [apply(primitives, x!)],
  };
}

function transposes(): OpCase[] {
  const cases: readonly (readonly [Shape, readonly number[]])[] = [
    [[], []],
    [[5], [0]],
    [
      [3, 5],
      [1, 0],
    ],
    [
      [3, 5],
      [0, 1],
    ],
    [
      [1, 7],
      [1, 0],
    ],
    [
      [2, 3, 5],
      [2, 0, 1],
    ],
    [
      [2, 3, 5],
      [0, 2, 1],
    ],
    [
      [2, 1, 3, 4],
      [3, 1, 0, 2],
    ],
  ];
  return cases.map(([shape, order]) => one("transpose", `to [${order}]`, shape, (p, x) => p.transpose(x, order)));
}

function reshapes(): OpCase[] {
  const cases: readonly (readonly [Shape, Shape])[] = [
    [[], [1, 1]],
    [[12], [3, 4]],
    [
      [3, 4],
      [3, 4],
    ],
    [
      [3, 4],
      [2, 1, 6],
    ],
    [[1], []],
  ];
  return cases.map(([shape, to]) => one("reshape", `to [${to}]`, shape, (p, x) => p.reshape(x, to)));
}

function broadcasts(): OpCase[] {
  const cases: readonly (readonly [Shape, Shape])[] = [
    [[], [2, 3]],
    [[3], [2, 3]],
    [
      [2, 1],
      [2, 3],
    ],
    [
      [1, 3, 1],
      [4, 2, 3, 5],
    ],
    [
      [2, 3],
      [2, 3],
    ],
  ];
  return cases.map(([shape, to]) => one("broadcast-to", `to [${to}]`, shape, (p, x) => p.broadcastTo(x, to)));
}

function concats(): OpCase[] {
  const cases: readonly (readonly [readonly Shape[], number])[] = [
    [[[3]], 0],
    [[[3], [1], [5]], 0],
    [
      [
        [2, 3],
        [4, 3],
      ],
      0,
    ],
    [
      [
        [2, 3],
        [2, 1],
      ],
      1,
    ],
    [
      [
        [2, 3, 2],
        [2, 1, 2],
        [2, 4, 2],
      ],
      1,
    ],
  ];
  return cases.map(([shapes, axis]) => ({
    check: "concat",
    label: `concat of ${shapes.map((shape) => `[${shape}]`).join(", ")} along ${axis}`,
    inputs: shapes.map((shape, i) => uniform(`part ${i}`, shape)),
    apply: (primitives, parts) => [primitives.concat(parts, axis)],
  }));
}

function slices(): OpCase[] {
  const cases: readonly (readonly [Shape, readonly number[], readonly number[], readonly number[]])[] = [
    [[7], [0], [7], [1]],
    [[7], [2], [3], [1]],
    [[7], [1], [7], [3]],
    [
      [4, 5],
      [1, 2],
      [3, 5],
      [1, 1],
    ],
    [
      [4, 5],
      [0, 1],
      [4, 5],
      [3, 2],
    ],
    [
      [3, 4, 5],
      [1, 0, 0],
      [2, 4, 5],
      [1, 2, 4],
    ],
  ];
  return cases.flatMap(([shape, begin, end, stride]) => {
    const cut = shape.map((_, axis) => Math.ceil((end[axis]! - begin[axis]!) / stride[axis]!));
    const label = `${begin.map((low, axis) => `${low}:${end[axis]}:${stride[axis]}`)}`;
    return [
      one("slice", label, shape, (p, x) => p.slice(x, begin, end, stride)),
      one("unslice", `into [${shape}] at ${label}`, cut, (p, x) => p.unslice(x, shape, begin, stride)),
    ];
  });
}
