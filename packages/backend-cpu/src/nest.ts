import type { Shape } from "@exampledon/compute";

/** A nest of loops over one shape and several strided operands, with axes merged wherever every operand allows it. */
export interface Nest {
  /** Trip count of the innermost loop. */
  readonly length: number;
  /** Step of each operand in the innermost loop. */
  readonly steps: readonly number[];
  /** Trip counts of the outer loops, outermost first. */
  readonly outer: readonly number[];
  /** Steps of each operand in the outer loops: `outerSteps[operand][loop]`. */
  readonly outerSteps: readonly (readonly number[])[];
}

/**
 * Plans the loops over `shape` for operands with the given strides.
 *
 * Merging axes is what makes one code path fast: equal shapes and scalars become a single loop, a row or a column
 * against a matrix becomes two.
 */
export function nestOf(shape: Shape, strides: readonly (readonly number[])[]): Nest {
  const sizes: number[] = [];
  const merged: number[][] = strides.map(() => []);
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!;
    if (size === 1) continue;
    const last = sizes.length - 1;
    const mergeable = last >= 0 && strides.every((s, i) => merged[i]![last] === s[axis]! * size);
    if (mergeable) {
      sizes[last]! *= size;
      for (let i = 0; i < strides.length; i++) merged[i]![last] = strides[i]![axis]!;
    } else {
      sizes.push(size);
      for (let i = 0; i < strides.length; i++) merged[i]!.push(strides[i]![axis]!);
    }
  }
  const length = sizes.pop() ?? 1;
  return { length, steps: merged.map((s) => s.pop() ?? 0), outer: sizes, outerSteps: merged };
}

/** Calls `visit` once per innermost loop, in row-major order, with each operand's start; the array is reused. */
export function eachRow(nest: Nest, visit: (starts: readonly number[], row: number) => void): void {
  const { outer, outerSteps } = nest;
  const operands = outerSteps.length;
  const starts = new Array<number>(operands).fill(0);
  const counter = new Array<number>(outer.length).fill(0);
  for (let row = 0; ; row++) {
    visit(starts, row);
    let axis = outer.length - 1;
    for (; axis >= 0; axis--) {
      const count = counter[axis]! + 1;
      if (count < outer[axis]!) {
        counter[axis] = count;
        for (let i = 0; i < operands; i++) starts[i]! += outerSteps[i]![axis]!;
        break;
      }
      for (let i = 0; i < operands; i++) starts[i]! -= outerSteps[i]![axis]! * counter[axis]!;
      counter[axis] = 0;
    }
    if (axis < 0) return;
  }
}
