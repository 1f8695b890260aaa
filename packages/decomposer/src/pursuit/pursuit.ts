import { fail } from "@exampledon/core";

/**
 * Activity that is found by a search for each sample and not read off: the code of `a − center` in the write rows. Read
 * rows and bias have no part in it.
 */
export type Pursuit =
  /**
   * Orthogonal matching pursuit: at most `k` components, fewer where the residual is at most `tolerance` times the
   * length of the sample.
   */
  | { readonly kind: "omp"; readonly k: number; readonly tolerance: number; readonly nonNegative: boolean }
  /** FISTA on `½ ‖a − z W‖² + lambda Σ |z_i|`, W the unit write rows; see `ShrinkageOptions`. */
  | {
      readonly kind: "fista";
      readonly lambda: number;
      readonly iterations: number;
      readonly tolerance: number;
      readonly nonNegative: boolean;
    }
  /** Matching pursuit with codes ≥ 0; see `MatchingCodeOptions`. `residual` is a length, in units of activations. */
  | { readonly kind: "matching"; readonly steps: number; readonly residual: number };

/** Whether an activation is a pursuit. */
export function isPursuit<A extends { readonly kind: string }>(activation: A | Pursuit): activation is Pursuit {
  return activation.kind === "omp" || activation.kind === "fista" || activation.kind === "matching";
}

/** Refuses a pursuit whose numbers are out of range. @throws `bad-param` */
export function checkPursuit(where: string, pursuit: Pursuit, components: number): void {
  const require = (name: string, value: number, passes: boolean, range: string): void => {
    if (passes) return;
    fail("bad-param", { where, problem: `${name} must be ${range}`, got: value, cure: "pass such a value" });
  };
  if (pursuit.kind === "matching") {
    const { steps, residual } = pursuit;
    require("steps", steps, Number.isInteger(steps) && steps >= 1, "a whole number ≥ 1");
    require("residual", residual, residual >= 0 && residual < Number.POSITIVE_INFINITY, "a number ≥ 0");
    return;
  }
  const { tolerance } = pursuit;
  require("tolerance", tolerance, tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY, "a number ≥ 0");
  if (pursuit.kind === "omp") {
    const { k } = pursuit;
    require("k", k, Number.isInteger(k) && k >= 1 && k <= components, `a whole number in [1, ${components}]`);
  } else {
    const { lambda, iterations } = pursuit;
    require("lambda", lambda, lambda >= 0 && lambda < Number.POSITIVE_INFINITY, "a number ≥ 0");
    require("iterations", iterations, Number.isInteger(iterations) && iterations >= 1, "a whole number ≥ 1");
  }
}
