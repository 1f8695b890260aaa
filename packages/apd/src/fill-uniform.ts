import type { Rng } from "@exampledon/core";

/** Rounds after seeding that still resemble the seed. */
const SKIPPED = 12;

/**
 * Uniform numbers in [0, 1), one for each of a mask's many entries: the stream seeds Chris Doty-Humphrey's sfc32, which
 * is many times as fast as drawing each from the stream, and moves on by four draws whatever the count.
 */
export function uniforms(rng: Rng, count: number): Float32Array {
  const out = new Float32Array(count);
  let a = rng.integer(2 ** 32) | 0;
  let b = rng.integer(2 ** 32) | 0;
  let c = rng.integer(2 ** 32) | 0;
  let counter = rng.integer(2 ** 32) | 0;
  for (let i = -SKIPPED; i < count; i++) {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    // 24 bits: what float32 holds, so that 1 is never reached.
    if (i >= 0) out[i] = (sum >>> 8) * 2 ** -24;
  }
  return out;
}
