/** Factors of non-negative samples: `samples ≈ codes · dictionary`, all row-major. */
export interface NmfFactors {
  /** `[samples × components]`. */
  readonly codes: Float64Array;
  /** `[components × dim]`. */
  readonly dictionary: Float64Array;
}

/**
 * One multiplicative update, in place, codes first: `Z ← Z ∘ (X Wᵀ) / (Z W Wᵀ)`, `W ← W ∘ (Zᵀ X) / (Zᵀ Z W)`; an entry over a
 * denominator of 0 stays. Never raises `½ ‖X − Z W‖²`, which it returns as it is afterwards. O(samples · components · (dim +
 * components)). Lee and Seung (2001), https://papers.nips.cc/paper/1861-algorithms-for-non-negative-matrix-factorization
 * @param samples `[samples × dim]`, ≥ 0
 */
export function nmfUpdate(samples: Float64Array, { codes, dictionary }: NmfFactors, components: number): number {
  const dim = dictionary.length / components;
  const count = codes.length / components;
  multiplyRatio(codes, outer(samples, dictionary, count, components, dim), overlap(codes, dictionary, components, dim));

  const wanted = new Float64Array(components * dim);
  const products = new Float64Array(components * components);
  for (let i = 0; i < count; i++) {
    for (let a = 0; a < components; a++) {
      const amount = codes[i * components + a]!;
      if (amount === 0) continue;
      for (let j = 0; j < dim; j++) wanted[a * dim + j]! += amount * samples[i * dim + j]!;
      for (let b = 0; b < components; b++) products[a * components + b]! += amount * codes[i * components + b]!;
    }
  }
  multiplyRatio(dictionary, wanted, times(products, dictionary, components, components, dim));

  const rebuilt = times(codes, dictionary, count, components, dim);
  return rebuilt.reduce((sum, value, at) => sum + (samples[at]! - value) ** 2 / 2, 0);
}

/** `Z W Wᵀ`. */
function overlap(codes: Float64Array, dictionary: Float64Array, components: number, dim: number): Float64Array {
  const gram = outer(dictionary, dictionary, components, components, dim);
  return times(codes, gram, codes.length / components, components, components);
}

/** `A Bᵀ` of `[m × k]` and `[n × k]`. */
function outer(a: Float64Array, b: Float64Array, m: number, n: number, k: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[j * k + p]!;
      out[i * n + j] = sum;
    }
  }
  return out;
}

/** `A B` of `[m × k]` and `[k × n]`. */
function times(a: Float64Array, b: Float64Array, m: number, k: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const amount = a[i * k + p]!;
      if (amount === 0) continue;
      for (let j = 0; j < n; j++) out[i * n + j]! += amount * b[p * n + j]!;
    }
  }
  return out;
}

function multiplyRatio(values: Float64Array, above: Float64Array, below: Float64Array): void {
  for (let at = 0; at < values.length; at++) if (below[at]! > 0) values[at]! *= above[at]! / below[at]!;
}
