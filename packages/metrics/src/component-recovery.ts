import { meanDefined } from "./mean-defined.ts";
import {
  checkAgainst,
  componentNorms,
  overlaps,
  products,
  rowProduct,
  type WeightComponents,
  type WeightMechanisms,
} from "./weight-components.ts";

/** What {@link componentRecovery} compares, and how. */
export interface ComponentRecoveryInput {
  readonly components: WeightComponents;
  readonly mechanisms: WeightMechanisms;
  /**
   * `write`: what is written when a mechanism's input is shown (columns of an embedding, whose reads are known);
   * `read`: what is listened to for a mechanism's output (rows of a readout, whose writes are known). Default `write`.
   */
  readonly along?: "write" | "read";
  /** Components below this share of the mechanism's length are not looked at: they have no direction. Default 0.01. */
  readonly minShare?: number;
}

/** What {@link componentRecovery} returns; mechanisms of length 0 are NaN and left out of the means. */
export interface ComponentRecovery {
  /** MMCS: mean over mechanisms of the largest signed cosine; 0 where no component is long enough. */
  readonly mmcs: number;
  /** ML2R: mean ratio of lengths, best component over mechanism; 0 where there is none. */
  readonly ml2r: number;
  /** Different components among the best ones: fewer than mechanisms when some share one. */
  readonly distinct: number;
  readonly perMechanism: {
    readonly cosine: Float64Array;
    readonly ratio: Float64Array;
    /** −1 where there is none. */
    readonly component: Int32Array;
  };
}

/**
 * MMCS and ML2R of parameter components (Braun et al. 2025, arXiv:2501.14926): with W's column of each input, the cosine
 * of the best component's column and the ratio of the two columns' lengths. Always read the three numbers together: a
 * component that is a tiny copy has cosine 1, and one component may be the best of several mechanisms.
 * O(mechanisms · components · (in + out)).
 * @throws `bad-shape`, `not-finite`, `bad-param`
 */
export function componentRecovery({
  components,
  mechanisms,
  along = "write",
  minShare = 0.01,
}: ComponentRecoveryInput): ComponentRecovery {
  const count = checkAgainst("componentRecovery", mechanisms, components);
  // `shown` is the side that is known, `found` the side that is compared.
  const [shown, found] = along === "write" ? (["read", "write"] as const) : (["write", "read"] as const);
  const { rank = 1 } = components;
  const n = mechanisms.read.rows;
  const dots = overlaps(mechanisms, components);
  const answers = products(mechanisms[shown], components[shown]);
  const lengths = componentNorms(mechanisms);
  // Products of a component's own rows, [components × rank × rank].
  const own = Float64Array.from({ length: count * rank * rank }, (_, at) => {
    const row = Math.floor(at / rank);
    return rowProduct(components[found], row, components[found], row - (row % rank) + (at % rank));
  });
  const cosine = new Float64Array(n);
  const ratio = new Float64Array(n);
  const component = new Int32Array(n).fill(-1);
  for (let r = 0; r < n; r++) {
    if (lengths[r] === 0) {
      cosine[r] = Number.NaN;
      ratio[r] = Number.NaN;
      continue;
    }
    const shownSquare = rowProduct(mechanisms[shown], r, mechanisms[shown], r);
    const foundLength = Math.sqrt(rowProduct(mechanisms[found], r, mechanisms[found], r));
    for (let c = 0; c < count; c++) {
      let square = 0;
      for (let m = 0; m < rank; m++) {
        for (let k = 0; k < rank; k++) {
          const start = (r * count + c) * rank;
          square += answers[start + m]! * answers[start + k]! * own[(c * rank + m) * rank + k]!;
        }
      }
      const length = Math.sqrt(Math.max(0, square));
      const share = length / (shownSquare * foundLength);
      if (!(share > minShare)) continue;
      const value = dots[r * count + c]! / (length * foundLength);
      if (component[r] !== -1 && value <= cosine[r]!) continue;
      cosine[r] = value;
      ratio[r] = share;
      component[r] = c;
    }
  }
  return {
    mmcs: meanDefined(cosine),
    ml2r: meanDefined(ratio),
    distinct: new Set(component.filter((c) => c !== -1)).size,
    perMechanism: { cosine, ratio, component },
  };
}
