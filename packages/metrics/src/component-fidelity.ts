import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkNotEmpty, checkShape } from "./checks.ts";
import { componentMatch } from "./component-match.ts";
import { meanDefined } from "./mean-defined.ts";
import { rSquaredAffine, rSquaredIdentity } from "./r-squared.ts";
import {
  checkAgainst,
  products,
  rowProduct,
  type WeightComponents,
  type WeightMechanisms,
} from "./weight-components.ts";

/** What {@link componentFidelity} compares, and where. */
export interface ComponentFidelityInput {
  readonly components: WeightComponents;
  readonly mechanisms: WeightMechanisms;
  /** What the site reads, `[samples × in]`. */
  readonly activations: Matrix;
  /** Not 0 where a mechanism is at work, `[samples × mechanisms]`; default everywhere. */
  readonly fires?: Matrix;
  /** Component of each mechanism, −1 for none, `[mechanisms]`; default by {@link componentMatch}. */
  readonly match?: ArrayLike<number>;
}

/**
 * Means over mechanisms, and the same by mechanism. A mechanism that fires in fewer than two samples, or whose reading is
 * constant where it does, is undefined, NaN, and left out of the means. Without a component the estimate is 0.
 */
export interface ComponentFidelity {
  /** R² as it stands, about the mean: slope 1, intercept 0. */
  readonly identity: number;
  /** R² after the best rescaling and shift. */
  readonly affine: number;
  /** `1 − Σ(z − ẑ)² / Σ z²`: error relative to the reading's own size, which is kinder than `identity`. */
  readonly uncentred: number;
  /** Mechanisms that are defined. */
  readonly defined: number;
  readonly perMechanism: {
    readonly identity: Float64Array;
    readonly affine: Float64Array;
    readonly uncentred: Float64Array;
  };
}

/**
 * How well a matched component says what its circuit reads: the component's contribution `a · P` along the mechanism's
 * write direction, in units of the reading, against `read · a`, over the samples in which the mechanism fires. The
 * counterpart of `matchedFidelity` for parameters.
 * @throws `bad-shape`, `not-finite`, `bad-param`
 */
export function componentFidelity({
  components,
  mechanisms,
  activations,
  fires,
  match,
}: ComponentFidelityInput): ComponentFidelity {
  const where = "componentFidelity";
  const count = checkAgainst(where, mechanisms, components);
  checkNotEmpty(where, activations);
  assertCols(where, activations, mechanisms.read.cols);
  assertFinite(where, activations);
  const n = mechanisms.read.rows;
  if (fires) checkShape(where, "fires", fires, activations.rows, n);
  const partner = match ?? componentMatch({ components, mechanisms }).perMechanism.component;
  checkMatch(where, partner, n, count);
  const { rank = 1 } = components;
  const truth = products(activations, mechanisms.read);
  const inner = products(activations, components.read);
  const [identity, affine, uncentred] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let r = 0; r < n; r++) {
    const square = rowProduct(mechanisms.write, r, mechanisms.write, r);
    const c = partner[r]!;
    const gains = Array.from({ length: c < 0 || square === 0 ? 0 : rank }, (_, m) => ({
      at: c * rank + m,
      gain: rowProduct(components.write, c * rank + m, mechanisms.write, r) / square,
    }));
    const [wanted, found]: [number[], number[]] = [[], []];
    for (let sample = 0; sample < activations.rows; sample++) {
      if (fires && fires.data[sample * n + r] === 0) continue;
      wanted.push(truth[sample * n + r]!);
      found.push(gains.reduce((sum, { at, gain }) => sum + gain * inner[sample * count * rank + at]!, 0));
    }
    const defined = wanted.length > 1;
    identity[r] = defined ? rSquaredIdentity(wanted, found) : Number.NaN;
    affine[r] = defined ? rSquaredAffine(wanted, found) : Number.NaN;
    uncentred[r] = defined ? ownSizeRSquared(wanted, found) : Number.NaN;
  }
  return {
    identity: meanDefined(identity),
    affine: meanDefined(affine),
    uncentred: meanDefined(uncentred),
    defined: identity.filter((value) => !Number.isNaN(value)).length,
    perMechanism: { identity, affine, uncentred },
  };
}

function checkMatch(where: string, match: ArrayLike<number>, mechanisms: number, components: number): void {
  const given = Array.from(match);
  if (given.length !== mechanisms || given.some((c) => !Number.isInteger(c) || c < -1 || c >= components)) {
    fail("bad-param", {
      where,
      problem: `match must give each of ${mechanisms} mechanisms a component in [0, ${components}) or −1`,
      got: given,
      cure: "leave it out, or pass what componentMatch returned",
    });
  }
}

function ownSizeRSquared(wanted: readonly number[], found: readonly number[]): number {
  const size = wanted.reduce((sum, z) => sum + z * z, 0);
  const error = wanted.reduce((sum, z, i) => sum + (z - found[i]!) ** 2, 0);
  return size === 0 ? Number.NaN : 1 - error / size;
}
