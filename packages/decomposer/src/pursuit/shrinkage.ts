import { type Atoms, addAtom, correlate } from "./atoms.ts";
import { lipschitzConstant } from "./lipschitz.ts";

/** How to minimise `½ ‖x − z W‖² + lambda Σ |z_i|`. */
export interface ShrinkageOptions {
  /** Weight of the L1 penalty, ≥ 0. */
  readonly lambda: number;
  /** Most iterations, ≥ 1. */
  readonly iterations: number;
  /** Ends a sample early when its violation is at most this share of its largest `|x · w_i|`; 0 runs all iterations. */
  readonly tolerance: number;
  readonly nonNegative: boolean;
  /** Nesterov's momentum: FISTA with it, ISTA without. Default true. */
  readonly accelerate?: boolean | undefined;
  /** Upper bound on `‖W Wᵀ‖₂`. Default {@link lipschitzConstant}. */
  readonly lipschitz?: number | undefined;
}

/** One sample's code. */
export interface ShrinkageResult {
  /** `[count]`, for the atoms as given. */
  readonly code: Float64Array;
  readonly iterations: number;
  /** `L · max |z − y|` of the last step, the length of the gradient mapping: 0 exactly at the optimum, in units of `x · w_i`. */
  readonly violation: number;
  readonly converged: boolean;
}

/**
 * A coder by proximal gradient steps of size `1 / L`, from 0: `z' = shrink(y − (y W − x) Wᵀ / L, lambda / L)`,
 * `t' = (1 + √(1 + 4 t²)) / 2`, `y' = z' + (t − 1) / t' (z' − z)`. O(count · dim) an iteration.
 * Beck and Teboulle (2009), https://doi.org/10.1137/080716542
 */
export function shrinkageCoder(atoms: Atoms, options: ShrinkageOptions): (x: Float64Array) => ShrinkageResult {
  const { lambda, tolerance, nonNegative, accelerate = true } = options;
  const lipschitz = options.lipschitz ?? lipschitzConstant(atoms);
  const threshold = lambda / lipschitz;
  const gradient = new Float64Array(atoms.count);
  return (x) => {
    let code = new Float64Array(atoms.count);
    if (lipschitz === 0) return { code, iterations: 0, violation: 0, converged: true };
    let ahead = code;
    const enough =
      tolerance * correlate(atoms, x, gradient).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    let momentum = 1;
    let violation = 0;
    for (let iteration = 1; ; iteration++) {
      const residual = x.slice();
      for (let i = 0; i < atoms.count; i++) if (ahead[i] !== 0) addAtom(atoms, i, -ahead[i]!, residual);
      correlate(atoms, residual, gradient);
      const next = new Float64Array(atoms.count);
      violation = 0;
      for (let i = 0; i < atoms.count; i++) {
        const step = ahead[i]! + gradient[i]! / lipschitz;
        const size = (nonNegative ? step : Math.abs(step)) - threshold;
        if (size > 0) next[i] = step < 0 ? -size : size;
        violation = Math.max(violation, lipschitz * Math.abs(next[i]! - ahead[i]!));
      }
      if (violation <= enough || iteration === options.iterations) {
        return { code: next, iterations: iteration, violation, converged: violation <= enough };
      }
      if (!accelerate) ahead = next;
      else {
        const after = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
        const share = (momentum - 1) / after;
        const before = code;
        ahead = next.map((value, i) => value + share * (value - before[i]!));
        momentum = after;
      }
      code = next;
    }
  };
}
