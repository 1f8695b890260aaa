import type { Shape } from "@exampledon/compute";
import { divide, type Kernel, type KernelInput } from "./kernel.ts";

/** A walk over a shape by several operands, with axes merged wherever every operand allows it. */
export interface Walk {
  /** Sizes, outermost first; at least one. */
  readonly sizes: readonly number[];
  /** `strides[operand][axis]`, in elements. */
  readonly strides: readonly (readonly number[])[];
}

/** Merges axes: the fewer there are, the less index arithmetic, and the fewer kernels to compile. */
export function walkOf(shape: Shape, strides: readonly (readonly number[])[]): Walk {
  const sizes: number[] = [];
  const merged: number[][] = strides.map(() => []);
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    if (last >= 0 && strides.every((steps, operand) => merged[operand]![last] === steps[axis]! * size)) {
      sizes[last]! *= size;
      for (const [operand, steps] of strides.entries()) merged[operand]![last] = steps[axis]!;
    } else {
      sizes.push(size);
      for (const [operand, steps] of strides.entries()) merged[operand]!.push(steps[axis]!);
    }
  });
  if (sizes.length === 0) return { sizes: [1], strides: strides.map(() => [0]) };
  return { sizes, strides: merged };
}

/**
 * Statements that define the position `at<Operand>` of each operand for element `from` of a walk of `rank` axes, and the
 * inputs they read: sizes of all axes but the outermost, and strides.
 */
export function walking(
  rank: number,
  operands: readonly string[],
  from = "i",
): { readonly inputs: Readonly<Record<string, KernelInput>>; readonly statements: string } {
  const inputs: Record<string, KernelInput> = {};
  const steps: string[] = [];
  for (let axis = 1; axis < rank; axis++) inputs[`size${axis}`] = "whole";
  for (const operand of operands) {
    for (let axis = 0; axis < rank; axis++) inputs[`${operand}Stride${axis}`] = "whole";
  }
  let rest = from;
  for (let axis = rank - 1; axis >= 1; axis--) {
    steps.push(divide(rest, `size${axis}`, `rest${axis}`, `place${axis}`));
    rest = `rest${axis}`;
  }
  for (const operand of operands) {
    const terms = Array.from({ length: rank }, (_, axis) => {
      return `${axis === 0 ? rest : `place${axis}`} * ${operand}Stride${axis}`;
    });
    steps.push(`const ${operand}At = ${terms.join(" + ")};`);
  }
  return { inputs, statements: steps.join("\n") };
}

/** The numbers that {@link walking} reads, in order. */
export function walkNumbers({ sizes, strides }: Walk): number[] {
  return [...sizes.slice(1), ...strides.flat()];
}

/** A kernel that computes each output element from one element of each operand, `a`, `b`, `c`. */
export function stridedKernel(
  name: string,
  rank: number,
  operands: readonly string[],
  body: string,
  more: Readonly<Record<string, KernelInput>> = {},
): Kernel {
  const { inputs, statements } = walking(rank, operands);
  const tensors = Object.fromEntries(operands.map((operand) => [`${operand}Data`, "numbers"] as const));
  return {
    name: `${name}/${rank}`,
    inputs: { ...tensors, ...more, ...inputs },
    body: `${statements}
    ${operands.map((operand) => `const ${operand} = ${operand}Data[${operand}At];`).join("\n")}
    ${body}`,
  };
}
