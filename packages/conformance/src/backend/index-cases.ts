import type { Shape } from "@exampledon/compute";
import { exactly, type Input, indices, type OpCase, uniform } from "./op-case.ts";

/** Top-k, gather, scatter. */
export function indexCases(): OpCase[] {
  return [...topKCases(), ...alongAxis(), ...alongRows()];
}

function topKCases(): OpCase[] {
  const top = (check: string, x: Input, k: number): OpCase => ({
    check,
    label: `topK of [${x.shape}], k = ${k}`,
    inputs: [x],
    apply: (primitives, [t]) => {
      const { values, indices } = primitives.topK(t!, k);
      return [values, indices];
    },
  });
  const tied = (shape: Shape): Input => {
    const { data } = uniform("tied", shape, 0, 4);
    return { shape, data: data.map(Math.floor) };
  };
  return [
    top("top-k", exactly([3]), 1),
    ...[1, 2, 7].map((k) => top("top-k", uniform("x", [3, 7]), k)),
    ...[1, 5, 32, 33, 64, 1000].map((k) => top("top-k", uniform("x", [2, 1000]), k)),
    top("top-k", uniform("x", [2, 3, 11]), 4),
    top("top-k", uniform("below 0", [2, 9], -5, -1), 3),
    top("top-k", exactly([-Infinity, 2, Infinity, -1]), 4),
    ...[1, 3, 20, 32, 33, 60].map((k) => top("top-k-ties", tied([3, 60]), k)),
    top("top-k-ties", exactly([0, 0, 0, 0]), 2),
  ];
}

function alongAxis(): OpCase[] {
  const shapes: readonly (readonly [Shape, number, number])[] = [
    [[5], 0, 3],
    [[1], 0, 4],
    [[7, 3], 0, 11],
    [[7, 3], 1, 2],
    [[2, 5, 3], 1, 9],
    [[2, 5, 3], 2, 1],
  ];
  return shapes.flatMap(([shape, axis, count]) => {
    const size = shape[axis]!;
    const picks = indices("picks", [count], size);
    return [
      {
        check: "gather",
        label: `gather of [${shape}] along ${axis}, ${count} indices`,
        inputs: [uniform("x", shape), picks],
        apply: (primitives, [x, i]) => [primitives.gather(x!, i!, axis)],
      },
      {
        check: "scatter-add",
        label: `scatterAdd to size ${size} along axis ${axis} of [${shape}], ${count} indices`,
        inputs: [
          uniform(
            "x",
            shape.map((held, i) => (i === axis ? count : held)),
          ),
          picks,
        ],
        apply: (primitives, [x, i]) => [primitives.scatterAdd(x!, i!, axis, size)],
      },
    ] satisfies OpCase[];
  });
}

function alongRows(): OpCase[] {
  const shapes: readonly (readonly [Shape, number])[] = [
    [[1], 1],
    [[6], 4],
    [[3, 8], 5],
    [[5, 3], 7],
    [[2, 3, 50], 4],
  ];
  return shapes.flatMap(([shape, count]) => {
    const size = shape.at(-1)!;
    const picks = indices("picks", [...shape.slice(0, -1), count], size);
    return [
      {
        check: "gather-along",
        label: `gatherAlong of [${shape}], ${count} a row`,
        inputs: [uniform("x", shape), picks],
        apply: (primitives, [x, i]) => [primitives.gatherAlong(x!, i!)],
      },
      {
        check: "scatter-add-along",
        label: `scatterAddAlong to [${shape}], ${count} a row`,
        inputs: [uniform("x", picks.shape), picks],
        apply: (primitives, [x, i]) => [primitives.scatterAddAlong(x!, i!, size)],
      },
    ] satisfies OpCase[];
  });
}
