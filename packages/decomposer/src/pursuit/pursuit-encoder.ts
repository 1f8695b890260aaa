import { type Matrix, matrix, rowOf } from "@exampledon/core";
import { atomsOf } from "./atoms.ts";
import { matchingCode } from "./matching-code.ts";
import { orthogonalPursuit } from "./orthogonal-pursuit.ts";
import type { Pursuit } from "./pursuit.ts";
import { shrinkageCoder } from "./shrinkage.ts";

/** A function from activations `[batch × dim]` to codes `[batch × components]` in a dictionary `[components × dim]`. */
export function pursuitEncoder(pursuit: Pursuit, dictionary: Matrix): (activations: Matrix) => Matrix {
  const atoms = atomsOf(dictionary);
  let encode: ((x: Float64Array, code: Float32Array) => void) | undefined;
  // Made at the first use: the largest eigenvalue is not needed to write a file.
  const make = (): NonNullable<typeof encode> => {
    if (pursuit.kind === "fista") {
      const coder = shrinkageCoder(atoms, pursuit);
      return (x, code) => code.set(coder(x).code);
    }
    if (pursuit.kind === "matching") return (x, code) => code.set(matchingCode(atoms, x, pursuit));
    return (x, code) => {
      const { support, coefficients } = orthogonalPursuit(atoms, x, pursuit);
      support.forEach((atom, i) => {
        code[atom] = coefficients[i]!;
      });
    };
  };
  return (activations) => {
    encode ??= make();
    const out = matrix(activations.rows, dictionary.rows);
    for (let i = 0; i < out.rows; i++) encode(Float64Array.from(rowOf(activations, i)), rowOf(out, i));
    return out;
  };
}
