import type { Rng } from "@exampledon/core";

/**
 * Uniform numbers in [0, 1), one for each of a mask's many entries: the stream seeds Chris Doty-Humphrey's sfc32, which
 * is several times as fast as drawing each from the stream, and moves on by four draws whatever the count.
 */
export function uniforms(rng: Rng, count: number): Float32Array {
  const word = (): number => rng.integer(2 ** 32) | 0;
  let [a, b, c, counter] = [word(), word(), word(), word()] as [number, number, number, number];
  const out = new Float32Array(count);
  // The first outputs still resemble the seed.
  for (let i = -12; i < count; i++) {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    // 24 bits: what float32 holds, so that 1 is never reached.
    if (i >= 0) out[i] = (sum >>> 8) * 2 ** -24;
  }
  return out;
}
