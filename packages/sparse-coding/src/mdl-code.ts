import { fail, type Matrix, matrix, rowOf } from "@exampledon/core";
import { type Atoms, atomsOf, orthogonalPath } from "@exampledon/decomposer";
import { checkCodable } from "./check-codable.ts";
import { checkNumber } from "./check-number.ts";
import { type MdlCost, type MdlCostOptions, mdlCost } from "./mdl-cost.ts";

/** The noise, and the alphabet of coefficients. */
export interface MdlCodeOptions {
  /** Standard deviation of the noise along each dimension, > 0. */
  readonly noise: number;
  /** Width of a coefficient's bins. Default `noise`. */
  readonly binWidth?: number;
  /** Largest magnitude of a coefficient that can be said; supports that need more are not considered. Default 2. */
  readonly range?: number;
  /** Most atoms per sample. Default 8, or as many as there are. */
  readonly maxAtoms?: number;
  /** Coefficients ≥ 0, which saves the sign. Default false. */
  readonly nonNegative?: boolean;
  /** Numbers of atoms in groups whose shares are counted apart, e.g. `[animals, attributes]`; in the order of rows. Default one group. */
  readonly groups?: readonly number[];
}

/** The shortest message found for each sample. */
export interface MdlCodeResult {
  /** Quantised coefficients, `[samples × atoms]`. */
  readonly codes: Matrix;
  /** Of each sample, its atoms, ascending. */
  readonly supports: readonly (readonly number[])[];
  /** Length of each message in bits, `[samples]`: the sum of the next three. */
  readonly bits: Float64Array;
  readonly supportBits: Float64Array;
  readonly coefficientBits: Float64Array;
  /** In excess of what noise alone would cost: around 0 where the code explains the sample, and then a little below. */
  readonly residualBits: Float64Array;
}

/**
 * The support and coefficients that give each sample the shortest two-part message, among those on the path of orthogonal
 * matching pursuit.
 *
 * A message for k of n atoms costs, in bits,
 * - support: `Σ_groups log2(min(n_g, maxAtoms) + 1) + log2 (n_g choose k_g)`: how many, then which;
 * - coefficients: `k · log2(range / binWidth)`, one more each where signs are free: every bin is equally likely;
 * - residual: `(‖x − Σ ĉ_i w_i‖² / noise² − dim) / (2 ln 2)`, with the quantised ĉ: what a Gaussian code of that noise
 *   needs above the entropy of the noise itself. The bins in which the residual is said cancel, and a code that explains
 *   a sample has residual bits around `−k / (2 ln 2)`.
 *
 * So an atom pays when it takes more than about `log2 n + log2(range / binWidth)` bits off the residual. O(maxAtoms ·
 * atoms · dim) a sample. Rissanen (1978), https://doi.org/10.1016/0005-1098(78)90005-5
 * @param dictionary atoms, `[atoms × dim]`
 * @param samples `[samples × dim]`
 * @throws `bad-shape`, `not-finite`; `bad-param` when an option is out of range
 */
export function mdlCode(dictionary: Matrix, samples: Matrix, options: MdlCodeOptions): MdlCodeResult {
  const settings = parseOptions(dictionary, samples, options);
  const atoms = atomsOf(dictionary);
  const price = mdlCost(settings);
  const codes = matrix(samples.rows, dictionary.rows);
  const found = Array.from({ length: samples.rows }, (_, i) => {
    const x = Float64Array.from(rowOf(samples, i));
    let best = message([], new Float64Array(0), x, atoms, settings, price)!;
    for (const { support, coefficients } of orthogonalPath(atoms, x, settings)) {
      if (support.length > settings.maxAtoms) break;
      const candidate = message(support, coefficients, x, atoms, settings, price);
      if (candidate && candidate.bits < best.bits) best = candidate;
    }
    best.support.forEach((atom, at) => {
      rowOf(codes, i)[atom] = best.quantised[at]!;
    });
    return best;
  });
  const column = (name: keyof MdlCost): Float64Array => Float64Array.from(found, (one) => one[name]);
  return {
    codes,
    supports: found.map(({ support }) => [...support].sort((a, b) => a - b)),
    bits: column("bits"),
    supportBits: column("supportBits"),
    coefficientBits: column("coefficientBits"),
    residualBits: column("residualBits"),
  };
}

interface Message extends MdlCost {
  readonly support: readonly number[];
  readonly quantised: Float64Array;
}

/** The message that says these coefficients; undefined when one is out of range. */
function message(
  support: readonly number[],
  coefficients: Float64Array,
  x: Float64Array,
  { rows, dim }: Atoms,
  { binWidth, range }: MdlCostOptions,
  price: ReturnType<typeof mdlCost>,
): Message | undefined {
  const quantised = coefficients.map((value) => Math.round(value / binWidth) * binWidth);
  if (quantised.some((value) => Math.abs(value) > range)) return undefined;
  const residual = x.slice();
  support.forEach((atom, i) => {
    for (let j = 0; j < dim; j++) residual[j]! -= quantised[i]! * rows[atom * dim + j]!;
  });
  const square = residual.reduce((sum, value) => sum + value * value, 0);
  return { support, quantised, ...price(support, square) };
}

function parseOptions(dictionary: Matrix, samples: Matrix, options: MdlCodeOptions): MdlCostOptions {
  const where = "mdlCode";
  checkCodable(where, dictionary, samples);
  const { noise, nonNegative = false, groups = [dictionary.rows] } = options;
  const { binWidth = noise, range = 2, maxAtoms = Math.min(8, dictionary.rows) } = options;
  for (const [name, value] of Object.entries({ noise, binWidth, range })) {
    checkNumber(where, name, value, { min: Number.MIN_VALUE });
  }
  checkNumber(where, "binWidth", binWidth, { min: Number.MIN_VALUE, max: range });
  checkNumber(where, "maxAtoms", maxAtoms, { min: 0, max: dictionary.rows, whole: true });
  const total = groups.reduce((sum, size) => sum + size, 0);
  if (total !== dictionary.rows || groups.some((size) => !Number.isInteger(size) || size < 1)) {
    fail("bad-param", {
      where,
      problem: `groups must be whole numbers ≥ 1 that add up to the ${dictionary.rows} atoms`,
      got: groups,
      cure: "pass the number of atoms of each group, in the order of rows",
    });
  }
  return { groups, dim: dictionary.cols, noise, binWidth, range, maxAtoms, nonNegative };
}
