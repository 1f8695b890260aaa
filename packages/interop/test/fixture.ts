import { readdirSync, readFileSync } from "node:fs";
import { type Matrix, matrix } from "@exampledon/core";
import type { Files } from "../src/index.ts";

/** A tensor as the fixtures hold it. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** What `expected.json` says of an autoencoder's folder. */
export interface Expected {
  readonly input: FixtureTensor;
  readonly codes: FixtureTensor;
  readonly reconstruction: FixtureTensor;
  readonly fvu: number;
  readonly l0: number;
  readonly dead_latents: number;
}

const folder = new URL("../fixtures/", import.meta.url);

/** The folders of `fixtures/`, without the malformed files. */
export const saeFolders: readonly string[] = readdirSync(folder).filter((name) =>
  /^(saelens|sparsify)-(?!synthetic)/.test(name),
);

/** The files of a fixture folder as another program wrote them. */
export function filesOf(name: string): Files {
  const names = readdirSync(new URL(`${name}/`, folder)).filter((file) => file !== "expected.json");
  return Object.fromEntries(names.map((file) => [file, bytesOf(`${name}/${file}`)]));
}

/** One file, without Node's additions to byte arrays, which `toEqual` would see. */
export function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, folder)));
}

/** A JSON file. */
export function jsonOf<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, folder), "utf8")) as T;
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
  return difference / (size || 1);
}
