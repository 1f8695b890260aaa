import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { fail } from "./errors.ts";

/** Everything needed to continue a random stream: its name and the generator's 128 bits. JSON-safe. */
export interface RngState {
  readonly path: string;
  readonly state: readonly number[];
}

/**
 * A named stream of random numbers.
 *
 * Streams are split by name, never by drawing: what one consumer draws cannot shift another's numbers, and two streams
 * of different names are unrelated even at the same seed. That is what keeps an SAE's initialisation from coinciding
 * with the planted dictionary, a mistake under which every metric reads 1.00.
 */
export interface Rng {
  /** The seed and the names split off it, e.g. `7/init`. */
  readonly path: string;
  /** The child stream of that name; depends on the path alone, not on what was drawn. */
  split(name: string | number): Rng;
  /** Uniform in [low, high); default [0, 1). */
  uniform(low?: number, high?: number): number;
  /** Gaussian; default mean 0, standard deviation 1. */
  normal(mean?: number, deviation?: number): number;
  /** Uniform whole number in [0, count). @throws `bad-param` when count < 1 */
  integer(count: number): number;
  /** `size` distinct whole numbers of [0, count), in random order. @throws `bad-param` when size > count */
  choose(count: number, size: number): Int32Array;
  /** The state to continue from with {@link rngFromState}. */
  state(): RngState;
}

/** The root stream of a seed (a number or any text). Same seed, same numbers, in Node and in every V8 browser. */
export function rng(seed: number | string): Rng {
  const path = String(seed);
  return streamOf(path, hash128(path));
}

/**
 * Continues a stream where {@link Rng.state} was taken.
 * @throws `corrupt-file` when the state is not one
 */
export function rngFromState({ path, state }: RngState): Rng {
  if (typeof path !== "string" || !Array.isArray(state) || state.length !== 4 || !state.every(Number.isInteger)) {
    fail("corrupt-file", {
      where: "rngFromState",
      problem: "a state is a path and four integers",
      got: { path, state },
      cure: "start the run again without the checkpoint",
    });
  }
  return streamOf(path, state);
}

function streamOf(path: string, start: readonly number[]): Rng {
  const bits = xoroshiro128plusFromState(start);
  const uniform = (low = 0, high = 1): number => low + (high - low) * uniformFloat64(bits);
  const integer = (count: number): number => {
    if (!Number.isInteger(count) || count < 1) {
      fail("bad-param", {
        where: "rng.integer",
        problem: "count must be a whole number ≥ 1",
        got: count,
        cure: "pass how many values to choose from",
      });
    }
    return uniformInt(bits, 0, count - 1);
  };
  return {
    path,
    split: (name) => rng(`${path}/${name}`),
    uniform,
    // Box–Muller without keeping the second value, so that the generator's bits are the whole state.
    normal: (mean = 0, deviation = 1) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    integer,
    choose: (count, size) => {
      if (!(size >= 0 && size <= count)) {
        fail("bad-param", {
          where: "rng.choose",
          problem: `size must be in [0, ${count}]`,
          got: size,
          cure: "choose fewer, or from more",
        });
      }
      return choose(count, size, integer);
    },
    state: () => ({ path, state: [...bits.getState()] }),
  };
}

/** Floyd's algorithm, then a shuffle: O(size) whatever the count. */
function choose(count: number, size: number, integer: (count: number) => number): Int32Array {
  const picked = new Set<number>();
  for (let top = count - size; top < count; top++) {
    const candidate = integer(top + 1);
    picked.add(picked.has(candidate) ? top : candidate);
  }
  const out = Int32Array.from(picked);
  for (let i = out.length - 1; i > 0; i--) {
    const j = integer(i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

/** Four 32-bit words from a text: four FNV-1a passes with different offsets, each finished by MurmurHash3's mixer. */
function hash128(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((offset, lane) => {
    let h = offset;
    for (const byte of bytes) h = Math.imul(h ^ byte ^ (lane << 8), 0x01000193);
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) | 0;
  });
}
