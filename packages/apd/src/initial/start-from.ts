import { fail, matrix, normalizeRows, type Rng, rowNorms } from "@exampledon/core";
import type { ParameterDecomposition, SiteMechanisms } from "@exampledon/decomposer";
import type { Initialisation } from "./initialisation.ts";
import { spares } from "./neurons.ts";
import { withFirstRows } from "./rows.ts";

/** What to take over from a decomposition. */
export interface StartFromOptions {
  /** Components by site that are left out, such as those that never matter. Default none. */
  readonly without?: Readonly<Record<string, ArrayLike<number>>>;
  /** How many components each becomes, of equal shares: two mechanisms in one can go separate ways. Default 1. */
  readonly copies?: number;
  /** How far a copy's read vector is turned away from the original, as the length of a random vector added to it. Default 0.2; 0 for one copy. */
  readonly spread?: number;
}

/**
 * Starts from components that were found before: pruned of some, split into copies, and small random spares where there
 * is room. Importance functions start afresh.
 * @param decomposition of rank-one components of the same network
 * @throws `bad-param`, `missing-capability` when components have higher rank; `bad-param` at the start of a fit when there
 * are fewer components than are taken over
 */
export function startFrom(
  decomposition: ParameterDecomposition,
  { without = {}, copies = 1, spread = copies === 1 ? 0 : 0.2 }: StartFromOptions = {},
): Initialisation {
  if (!(Number.isInteger(copies) && copies >= 1 && spread >= 0 && Number.isFinite(spread))) {
    fail("bad-param", {
      where: "startFrom",
      problem: "copies must be a whole number ≥ 1 and spread a finite number ≥ 0",
      got: { copies, spread },
      cure: "leave them out for one copy",
    });
  }
  const high = decomposition.sites.find(({ rank }) => rank !== 1);
  if (high) {
    fail("missing-capability", {
      where: "startFrom",
      problem: "components must be of rank one",
      got: `rank ${high.rank} at ${high.name}`,
      cure: "start from a decomposition into rank-one components",
    });
  }
  return {
    title: "components that were found before",
    factors: async (input) => {
      const left = new Set(Array.from(without[input.site] ?? []));
      const { components, read, write } = decomposition.site(input.site);
      const kept = Array.from({ length: components }, (_, c) => c).filter((c) => !left.has(c));
      const rows = kept.flatMap((c) => new Array<number>(copies).fill(c));
      if (rows.length > input.count) {
        fail("bad-param", {
          where: `startFrom: site ${input.site}`,
          problem: `there must be at least ${rows.length} components`,
          got: input.count,
          cure: "raise components, or leave more of them out",
        });
      }
      return withFirstRows(await spares(input), copiesOf({ read, write }, rows, copies, spread, input.rng));
    },
  };
}

function copiesOf(
  { read, write }: SiteMechanisms,
  rows: readonly number[],
  copies: number,
  spread: number,
  rng: Rng,
): SiteMechanisms {
  const reads = matrix(rows.length, read.cols);
  const writes = matrix(rows.length, write.cols);
  const deviation = spread / Math.sqrt(read.cols);
  const lengths = rowNorms(read);
  rows.forEach((c, row) => {
    for (let k = 0; k < read.cols; k++) {
      const noise = deviation > 0 && lengths[c]! > 0 ? rng.normal(0, deviation) : 0;
      reads.data[row * read.cols + k] = read.data[c * read.cols + k]! + noise;
    }
    for (let k = 0; k < write.cols; k++) {
      writes.data[row * write.cols + k] = write.data[c * write.cols + k]! / copies;
    }
  });
  return { read: normalizeRows(reads), write: writes };
}
