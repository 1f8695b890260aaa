import { type Matrix, rowOf } from "@exampledon/core";
import { atomsOf, matchingCode, orthogonalPursuit, type Pursuit, shrinkageCoder } from "@exampledon/decomposer";

/** Codes of samples with their residuals, in float64. */
export interface CodedSamples {
  /** `[samples × atoms]`, row-major. */
  readonly codes: Float64Array;
  /** Squared length of each sample's residual, `[samples]`. */
  readonly errors: Float64Array;
}

/** Codes samples `[samples × dim]` in a dictionary `[atoms × dim]`. */
export function codeSamples(dictionary: Matrix, samples: Matrix, pursuit: Pursuit): CodedSamples {
  const atoms = atomsOf(dictionary);
  const codes = new Float64Array(samples.rows * atoms.count);
  const errors = new Float64Array(samples.rows);
  const coder = pursuit.kind === "fista" ? shrinkageCoder(atoms, pursuit) : undefined;
  for (let i = 0; i < samples.rows; i++) {
    const x = Float64Array.from(rowOf(samples, i));
    const code = codes.subarray(i * atoms.count, (i + 1) * atoms.count);
    if (coder) {
      code.set(coder(x).code);
    } else if (pursuit.kind === "omp") {
      const { support, coefficients } = orthogonalPursuit(atoms, x, pursuit);
      support.forEach((atom, at) => {
        code[atom] = coefficients[at]!;
      });
    } else if (pursuit.kind === "matching") {
      code.set(matchingCode(atoms, x, pursuit));
    }
    for (let a = 0; a < atoms.count; a++) {
      if (code[a] === 0) continue;
      for (let j = 0; j < atoms.dim; j++) x[j]! -= code[a]! * atoms.rows[a * atoms.dim + j]!;
    }
    errors[i] = x.reduce((sum, value) => sum + value * value, 0);
  }
  return { codes, errors };
}
