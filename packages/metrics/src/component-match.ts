import { munkres } from "munkres";
import { meanDefined } from "./mean-defined.ts";
import {
  checkAgainst,
  componentNorms,
  overlaps,
  type WeightComponents,
  type WeightMechanisms,
} from "./weight-components.ts";

/** What {@link componentMatch} matches, and when it counts. */
export interface ComponentMatchInput {
  readonly components: WeightComponents;
  readonly mechanisms: WeightMechanisms;
  /** Cosine above which a mechanism is recovered. Default 0.95. */
  readonly threshold?: number;
  /** A component below this share of a mechanism's size cannot be its match. Default 0.05. */
  readonly minShare?: number;
}

/** What {@link componentMatch} returns; mechanisms of size 0 are NaN and left out. */
export interface ComponentMatch {
  /** Mean cosine over the mechanisms; those without a partner count 0. */
  readonly mean: number;
  /** Mechanisms whose partner has a cosine above the threshold. */
  readonly recovered: number;
  /** Mean ratio of sizes, partner over mechanism, over those that have a partner. */
  readonly size: number;
  /** Components large enough to be the match of some mechanism. */
  readonly alive: number;
  readonly perMechanism: {
    readonly cosine: Float64Array;
    /** Partner of each mechanism, −1 where there is none. */
    readonly component: Int32Array;
  };
}

/**
 * One-to-one match of whole matrices: cosine `⟨P, M⟩ / (‖P‖ ‖M‖)` of components and mechanisms under the assignment that
 * maximises its sum, so that read, write and sign must all agree and no component serves twice. Components that point
 * away are no partners. O(n³) in the larger number.
 * @throws `bad-shape`, `not-finite`, `bad-param`
 */
export function componentMatch({
  components,
  mechanisms,
  threshold = 0.95,
  minShare = 0.05,
}: ComponentMatchInput): ComponentMatch {
  const count = checkAgainst("componentMatch", mechanisms, components);
  const dots = overlaps(mechanisms, components);
  const [sizes, lengths] = [componentNorms(components), componentNorms(mechanisms)];
  const eligible = (r: number, c: number): boolean =>
    lengths[r]! > 0 && sizes[c]! > 0 && sizes[c]! >= minShare * lengths[r]!;
  const cosines = Array.from(lengths, (length, r) =>
    Array.from(sizes, (size, c) => (eligible(r, c) ? Math.max(0, dots[r * count + c]! / (length * size)) : 0)),
  );
  const cosine = lengths.map((length) => (length > 0 ? 0 : Number.NaN));
  const ratio = new Float64Array(lengths.length).fill(Number.NaN);
  const component = new Int32Array(lengths.length).fill(-1);
  for (const [r, c] of munkres(cosines.map((row) => row.map((value) => 1 - value)))) {
    const value = cosines[r]![c]!;
    if (value === 0) continue;
    cosine[r] = value;
    ratio[r] = sizes[c]! / lengths[r]!;
    component[r] = c;
  }
  return {
    mean: meanDefined(cosine),
    recovered: cosine.filter((value) => value > threshold).length,
    size: meanDefined(ratio),
    alive: sizes.filter((_, c) => lengths.some((_, r) => eligible(r, c))).length,
    perMechanism: { cosine, component },
  };
}
