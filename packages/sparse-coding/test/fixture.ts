import { readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";

/** A tensor as the fixtures hold it. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Reads `fixtures/<name>.json`; see `fixtures/README.md`. */
export function loadFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8")) as T;
}

/** A fixture tensor with two axes as a matrix. */
export function matrixOf({ shape, data }: FixtureTensor): Matrix {
  return matrix(shape[0]!, shape[1]!, Float32Array.from(data));
}

/** `max |a − b| / max |b|` over the whole tensor. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  let difference = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    size = Math.max(size, Math.abs(b[i]!));
  }
  return difference / size;
}
