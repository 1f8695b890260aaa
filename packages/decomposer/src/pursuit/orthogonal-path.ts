import { type Atoms, addAtom, correlate, lengthOf } from "./atoms.ts";
import { type SupportSolver, supportSolver } from "./support-solver.ts";

/** A sum of few atoms, and what it leaves over. */
export interface PathPoint {
  /** Atoms in the order in which they were chosen. */
  readonly support: readonly number[];
  /** Least squares coefficients of the atoms as given, in the order of the support. */
  readonly coefficients: Float64Array;
  /** `x − Σ coefficients · atoms`, `[dim]`. */
  readonly residual: Float64Array;
  /** Euclidean length of the residual. */
  readonly norm: number;
}

/** Differences below this share of a value are rounding: a step that gains no more ends the path. */
const ROUNDING = 1e-12;

/**
 * The path of orthogonal matching pursuit from one sample, atom by atom: choose the atom of largest `|r · w_i| / ‖w_i‖`
 * (ties: lowest index), fit all chosen by least squares, repeat on the residual. It ends where no atom helps.
 *
 * Non-negative: choose by `r · w_i` and fit with coefficients ≥ 0, which may drop earlier atoms (Lawson and Hanson's
 * algorithm, stopped early). O(count · dim + k · dim + k²) a step.
 * Pati, Rezaiifar and Krishnaprasad (1993), https://doi.org/10.1109/ACSSC.1993.342465
 * @param x one sample `[dim]`
 */
export function* orthogonalPath(
  atoms: Atoms,
  x: Float64Array,
  { nonNegative = false }: { readonly nonNegative?: boolean } = {},
): Generator<PathPoint, void, void> {
  const solver = supportSolver(atoms);
  const ofSample = correlate(atoms, x, new Float64Array(atoms.count));
  const correlations = ofSample.slice();
  let norm = lengthOf(x);
  let coefficients: Float64Array = new Float64Array(0);
  while (norm > 0) {
    const atom = bestAtom(atoms, correlations, solver.support, nonNegative);
    if (atom < 0 || !solver.add(atom, ofSample[atom]!)) return;
    coefficients = nonNegative ? solveNonNegative(solver, coefficients) : solver.solve();
    const residual = x.slice();
    solver.support.forEach((chosen, i) => {
      addAtom(atoms, chosen, -coefficients[i]!, residual);
    });
    const before = norm;
    norm = lengthOf(residual);
    if (!(norm * norm < (1 - ROUNDING) * before * before)) return;
    yield { support: [...solver.support], coefficients: coefficients.slice(), residual, norm };
    correlate(atoms, residual, correlations);
  }
}

/** The atom outside the support that the residual points at most; −1 when there is none. */
function bestAtom(
  { count, lengths }: Atoms,
  correlations: Float64Array,
  support: readonly number[],
  nonNegative: boolean,
): number {
  let best = -1;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    if (lengths[i] === 0) continue;
    const size = (nonNegative ? correlations[i]! : Math.abs(correlations[i]!)) / lengths[i]!;
    if (size > largest && !support.includes(i)) {
      largest = size;
      best = i;
    }
  }
  return best;
}

/** The non-negative fit, starting from the feasible one before the last atom came; drops the atoms that reach 0. */
function solveNonNegative(solver: SupportSolver, before: Float64Array): Float64Array {
  let feasible = Float64Array.from([...before, 0]);
  while (true) {
    const wanted = solver.solve();
    if (wanted.every((value) => value > 0)) return wanted;
    // How far each falling coefficient can move before it reaches 0.
    const room = wanted.map((value, i) =>
      value > 0 ? Number.POSITIVE_INFINITY : feasible[i]! / (feasible[i]! - value),
    );
    const share = Math.min(...room.map((value) => (Number.isNaN(value) ? 0 : value)));
    const stays = room.map((value) => (value > share * (1 + ROUNDING) ? 1 : 0));
    const moved = feasible.map((value, i) => value + share * (wanted[i]! - value));
    solver.filter((_, i) => stays[i] === 1);
    feasible = moved.filter((_, i) => stays[i] === 1);
  }
}
