const floats: Float64Array[] = [];
const integers: Int32Array[] = [];

/**
 * A float64 work buffer of at least `length`, contents undefined, for use until the kernel returns.
 *
 * One per slot for the whole thread: kernels are synchronous and never nested, so a slot cannot be in use twice.
 * Slots: 0 sums, 1 and 2 values of non-zeros, 3 packed rows.
 */
export function scratch(slot: 0 | 1 | 2 | 3, length: number): Float64Array {
  const held = floats[slot];
  if (held && held.length >= length) return held;
  const grown = new Float64Array(length);
  floats[slot] = grown;
  return grown;
}

/** The same for whole numbers. Slots: 0 row starts, 1 and 2 places of non-zeros, 3 their rows. */
export function scratchIntegers(slot: 0 | 1 | 2 | 3, length: number): Int32Array {
  const held = integers[slot];
  if (held && held.length >= length) return held;
  const grown = new Int32Array(length);
  integers[slot] = grown;
  return grown;
}
