/** What a kernel takes: `numbers` a tensor's storage, `whole` a whole number, `real` any number. */
export type KernelInput = "numbers" | "whole" | "real";

/**
 * One kernel in the subset of JavaScript that gpu.js translates.
 *
 * It is source text, never a function, because a bundler may rename or rewrite a function before gpu.js reads it. Sizes
 * come as inputs, so that one compilation serves every shape.
 */
export interface Kernel {
  /** Unique: compiled kernels are kept by it. */
  readonly name: string;
  /** Inputs in order. */
  readonly inputs: Readonly<Record<string, KernelInput>>;
  /** Statements that return element `i` of the output. */
  readonly body: string;
}

/** Whole numbers above this are not exact in float32, which indices are computed in. */
export const MAX_INDEX: number = 2 ** 24;

/** Every element the same. */
export const FILL: Kernel = { name: "fill", inputs: { value: "real" }, body: "return value;" };

/** The function that gpu.js translates. */
export function kernelSource({ inputs, body }: Kernel): string {
  return `function (${Object.keys(inputs).join(", ")}) { const i = this.thread.x; ${body} }`;
}

/**
 * Statements that define `quotient = ⌊from / size⌋` and `remainder`.
 *
 * A GPU may round a division the wrong way, and has no remainder of whole numbers in gpu.js; the half keeps the quotient
 * away from the edge, and what is left over is corrected, so that it is exact up to {@link MAX_INDEX}.
 */
export function divide(from: string, size: string, quotient: string, remainder: string): string {
  return `
    const ${quotient}Guess = Math.floor((${from} + 0.5) / ${size});
    const ${remainder}Guess = ${from} - ${quotient}Guess * ${size};
    const ${quotient} = ${remainder}Guess < 0 ? ${quotient}Guess - 1 : (${remainder}Guess >= ${size} ? ${quotient}Guess + 1 : ${quotient}Guess);
    const ${remainder} = ${from} - ${quotient} * ${size};`;
}
