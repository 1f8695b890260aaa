const buffers: Float64Array[] = [];

/**
 * A float64 work buffer of at least `length`, contents undefined, for use until the kernel returns.
 *
 * One per slot for the whole thread: kernels are synchronous and never nested, so a slot cannot be in use twice.
 */
export function scratch(slot: number, length: number): Float64Array {
  const held = buffers[slot];
  if (held && held.length >= length) return held;
  const grown = new Float64Array(length);
  buffers[slot] = grown;
  return grown;
}
