import { assertCols, assertFinite, fail, type Matrix } from "@exampledon/core";
import { checkLists, checkNotEmpty, checkShape } from "./checks.ts";
import { meanOf } from "./mean-of.ts";

/** Thresholds of {@link absorption}; the defaults are SAEBench's. */
export interface AbsorptionThresholds {
  /** Least cosine with the probe of the latent that absorbs in full. Default 0.025. */
  readonly fullCosine: number;
  /** Least cosine with the probe of a latent that absorbs a fraction. Default 0.1. */
  readonly fractionCosine: number;
  /** Least share of the sample's probe projection that the absorbing latents carry. Default 0.4. */
  readonly share: number;
  /** Most latents that count as absorbing in one sample. Default 3. */
  readonly latents: number;
}

/** A feature's samples, and a dictionary that may have absorbed it. */
export interface AbsorptionInput {
  /** Activations in which the feature is present, `[samples × dim]`. */
  readonly activations: Matrix;
  /** `[samples × latents]`. */
  readonly activity: Matrix;
  /** `[latents × dim]`. */
  readonly write: Matrix;
  /** The feature's direction, of any length, `[dim]`. */
  readonly probe: ArrayLike<number>;
  /** The latents that stand for the feature. */
  readonly main: readonly number[];
  readonly thresholds?: Partial<AbsorptionThresholds>;
}

/** What {@link absorption} returns. */
export interface Absorption {
  /** 1 where the feature is absorbed in full, `[samples]`. */
  readonly full: Uint8Array;
  /** How much of it is absorbed, 0 … 1, `[samples]`. */
  readonly fraction: Float64Array;
  readonly fullRate: number;
  readonly meanFraction: number;
}

const defaults: AbsorptionThresholds = { fullCosine: 0.025, fractionCosine: 0.1, share: 0.4, latents: 3 };

/** Activity below which a latent counts as silent. */
const silent = 1e-8;

/**
 * Feature absorption (Chanin et al. 2024, arXiv:2409.14507; SAEBench's calculator): other latents carry a feature's
 * direction where its own stay silent. A latent's part in a sample is `z_j cos(probe, w_j)`, the sample's whole is
 * `x · probe/‖probe‖`. In full: all main latents are silent and the latent of the largest part has cosine ≥ fullCosine
 * and at least the share of the whole. Fraction: with m the main latents' part and a the largest parts of others of
 * cosine ≥ fractionCosine, 0 when m ≥ whole or a is below its share, 1 when m ≤ 0, else `v/(v + m)`, `v = min(a, whole − m)`.
 * Activity counts as it is: pass unit write rows.
 * @throws `bad-shape`, `not-finite`; `bad-param` for a main latent that there is not
 */
export function absorption({ activations, activity, write, probe, main, thresholds }: AbsorptionInput): Absorption {
  const where = "absorption";
  for (const m of [activations, activity, write]) {
    checkNotEmpty(where, m);
    assertFinite(where, m);
  }
  checkLists(where, probe);
  checkShape(where, "activity", activity, activations.rows, write.rows);
  assertCols(where, write, activations.cols);
  if (probe.length !== write.cols) {
    fail("bad-shape", { where, problem: `probe must have ${write.cols} entries`, got: probe.length, cure: "check it" });
  }
  const unknown = main.find((latent) => !Number.isInteger(latent) || latent < 0 || latent >= write.rows);
  if (unknown !== undefined || main.length === 0) {
    fail("bad-param", {
      where,
      problem: `main latents are whole numbers below ${write.rows}, at least one`,
      got: unknown,
      cure: "pass the latents that stand for the feature",
    });
  }
  const limits = { ...defaults, ...thresholds };
  const unit = unitOf(probe);
  const cosine = Float64Array.from({ length: write.rows }, (_, j) => {
    const row = write.data.subarray(j * write.cols, (j + 1) * write.cols);
    return dot(row, unit) / (Math.sqrt(dot(row, row)) || 1);
  });
  const full = new Uint8Array(activations.rows);
  const fraction = Float64Array.from({ length: activations.rows }, (_, i) => {
    const whole = dot(activations.data.subarray(i * write.cols, (i + 1) * write.cols), unit);
    const z = activity.data.subarray(i * write.rows, (i + 1) * write.rows);
    const parts = Float64Array.from(z, (value, j) => value * cosine[j]!);
    full[i] = Number(isFull(z, parts, whole, cosine, main, limits));
    return fractionOf(parts, whole, cosine, main, limits);
  });
  return { full, fraction, fullRate: meanOf(full), meanFraction: meanOf(fraction) };
}

function isFull(
  z: Float32Array,
  parts: Float64Array,
  whole: number,
  cosine: Float64Array,
  main: readonly number[],
  limits: AbsorptionThresholds,
): boolean {
  if (whole < 0 || main.some((latent) => z[latent]! >= silent)) return false;
  const top = parts.reduce((best, part, j) => (part > parts[best]! ? j : best), 0);
  return cosine[top]! >= limits.fullCosine && parts[top]! / whole >= limits.share;
}

function fractionOf(
  parts: Float64Array,
  whole: number,
  cosine: Float64Array,
  main: readonly number[],
  limits: AbsorptionThresholds,
): number {
  const own = main.reduce((sum, latent) => sum + parts[latent]!, 0);
  const absorbed = parts
    .filter((part, j) => part > 0 && cosine[j]! >= limits.fractionCosine && !main.includes(j))
    .sort()
    .reverse()
    .subarray(0, limits.latents)
    .reduce((sum, part) => sum + part, 0);
  if (own >= whole || !(absorbed / whole >= limits.share)) return 0;
  if (own <= 0) return 1;
  const taken = Math.min(absorbed, whole - own);
  return taken / (taken + own);
}

function unitOf(vector: ArrayLike<number>): Float64Array {
  const out = Float64Array.from(vector);
  const length = Math.sqrt(dot(out, out)) || 1;
  return out.map((value) => value / length);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
