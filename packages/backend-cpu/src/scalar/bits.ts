/**
 * Kernels on the bit patterns of float32 numbers: without a branch on the sign, which a processor guesses wrong half of
 * the time on pre-activations.
 */

/** Bits of +Infinity; every larger positive pattern is NaN. */
const INFINITY_BITS = 0x7f800000;

/** The bit patterns of a buffer, sharing its memory. */
export function bitsOf(data: Float32Array): Int32Array {
  return new Int32Array(data.buffer, data.byteOffset, data.length);
}

/** `out = max(x, 0)`, NaN staying NaN; `out` may be `x`. */
export function reluInto(x: Float32Array, out: Float32Array): void {
  const from = bitsOf(x);
  const to = bitsOf(out);
  for (let i = 0; i < to.length; i++) {
    const bits = from[i]!;
    // All ones where the sign bit is clear or the number is NaN, whose sign means nothing.
    const keep = ~(bits >> 31) | ((INFINITY_BITS - (bits & 0x7fffffff)) >> 31);
    to[i] = bits & keep;
  }
}

/** `out = x > 0 ? 1 : 0`. */
export function stepInto(x: Float32Array, out: Float32Array): void {
  const bits = bitsOf(x);
  for (let i = 0; i < out.length; i++) out[i] = isPositive(bits[i]!);
}

/** `out = gate > 0 ? x : 0`. */
export function maskInto(gate: Float32Array, x: Float32Array, out: Float32Array): void {
  const gates = bitsOf(gate);
  const from = bitsOf(x);
  const to = bitsOf(out);
  for (let i = 0; i < to.length; i++) to[i] = from[i]! & -isPositive(gates[i]!);
}

/** 1 for the bits of a number in (0, ∞], else 0. */
function isPositive(bits: number): number {
  return (~bits & ~(bits - 1) & (bits - INFINITY_BITS - 1)) >>> 31;
}
