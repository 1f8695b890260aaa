import { type Atoms, addAtom, correlate, lengthOf } from "./atoms.ts";

/** How long to match. */
export interface MatchingCodeOptions {
  /** Most steps, ≥ 1; an atom may be chosen again. */
  readonly steps: number;
  /** A residual shorter than this is good enough; in units of the sample. */
  readonly residual: number;
}

/**
 * The code of one sample `[dim]` by matching pursuit over unit atoms as in SAELens: again and again the part of the residual
 * along the atom that it points at most (ties: lowest index) goes into the code `[count]`, until the residual is short
 * enough, no atom points its way, or an atom has been chosen again, which takes part for the last time.
 * O(steps · count · dim). https://github.com/decoderesearch/SAELens
 */
export function matchingCode(
  atoms: Atoms,
  x: Float64Array,
  { steps, residual: enough }: MatchingCodeOptions,
): Float64Array {
  const code = new Float64Array(atoms.count);
  const residual = x.slice();
  const correlations = new Float64Array(atoms.count);
  for (let step = 0; step < steps; step++) {
    correlate(atoms, residual, correlations);
    const best = correlations.reduce((top, value, i) => (value > correlations[top]! ? i : top), 0);
    const amount = correlations[best]!;
    if (!(amount > 0)) break;
    const again = code[best]! > 0;
    code[best]! += amount;
    addAtom(atoms, best, -amount, residual);
    if (again || lengthOf(residual) < enough) break;
  }
  return code;
}
