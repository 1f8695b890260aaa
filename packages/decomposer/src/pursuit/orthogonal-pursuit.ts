import { type Atoms, lengthOf } from "./atoms.ts";
import { orthogonalPath, type PathPoint } from "./orthogonal-path.ts";

/** Where to stop on the path. */
export interface OrthogonalPursuitOptions {
  /** Most atoms. */
  readonly k: number;
  /** Residual, as a share of the sample's length, that is good enough. */
  readonly tolerance: number;
  readonly nonNegative: boolean;
}

/** Where orthogonal matching pursuit stopped, and the residual's length after each step. */
export interface OrthogonalPursuitResult extends PathPoint {
  readonly norms: readonly number[];
}

/**
 * Follows {@link orthogonalPath} from one sample until it has `k` atoms, or its residual is at most `tolerance` times the
 * sample's length.
 * @param x one sample `[dim]`
 */
export function orthogonalPursuit(
  atoms: Atoms,
  x: Float64Array,
  { k, tolerance, nonNegative }: OrthogonalPursuitOptions,
): OrthogonalPursuitResult {
  const length = lengthOf(x);
  let end: PathPoint = { support: [], coefficients: new Float64Array(0), residual: x.slice(), norm: length };
  const norms: number[] = [];
  const path = orthogonalPath(atoms, x, { nonNegative });
  while (end.support.length < k && end.norm > tolerance * length) {
    const next = path.next();
    if (next.done) break;
    end = next.value;
    norms.push(end.norm);
  }
  return { ...end, norms };
}
