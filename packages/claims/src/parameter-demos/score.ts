import { type Matrix, matrix } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentMatch, componentRecovery } from "@exampledon/metrics";
import { type KnownNetwork, type MechanismRows, mechanismsAt } from "@exampledon/networks";

/** How well the mechanisms at the first site are found. */
export interface DemoScore {
  /** Share with a component of their own, by the cosine of whole matrices above 0.95. */
  readonly recovered: number;
  /** Mean cosine of whole matrices under the best one-to-one match. */
  readonly match: number;
  readonly mmcs: number;
  readonly ml2r: number;
}

/** The mechanisms that a demonstration looks for: those of the network's first site. */
export function demoMechanisms(network: KnownNetwork): MechanismRows {
  return mechanismsAt(network.mechanisms, network.sites[0]!.name);
}

/** Scores a decomposition by the components of the first site; cheap enough for every report. */
export function demoScore(decomposition: ParameterDecomposition, network: KnownNetwork): DemoScore {
  const mechanisms = demoMechanisms(network);
  const components = decomposition.sites[0]!.factors;
  const match = componentMatch({ components, mechanisms });
  // Where the writes are known, one output each, it is the reads that are looked for.
  const along = network.sites[0]!.weights.cols === network.outputs ? "read" : "write";
  const { mmcs, ml2r } = componentRecovery({ components, mechanisms, along });
  return { recovered: match.recovered / mechanisms.read.rows, match: match.mean, mmcs, ml2r };
}

/** |cosine| of every mechanism with every component of the first site that has any size, best first. */
export function matchTable(decomposition: ParameterDecomposition, network: KnownNetwork): Matrix {
  const mechanisms = demoMechanisms(network);
  const site = decomposition.sites[0]!;
  const sizes = Float64Array.from({ length: site.components }, (_, c) => norm(rowOf(site.write, c)));
  const alive = [...sizes.keys()].filter((c) => sizes[c]! > 0.05 * Math.max(...sizes));
  const cosineOf = (r: number, c: number): number => {
    const write = rowOf(mechanisms.write, r);
    const size = sizes[c]! * norm(write) * norm(rowOf(mechanisms.read, r));
    const along = dot(rowOf(mechanisms.read, r), rowOf(site.read, c)) * dot(write, rowOf(site.write, c));
    return size > 0 ? Math.abs(along) / size : 0;
  };
  const count = mechanisms.read.rows;
  const columns = alive
    .map((c) => Array.from({ length: count }, (_, r) => cosineOf(r, c)))
    .map((column) => ({ column, nearest: column.indexOf(Math.max(...column)) }))
    .sort((a, b) => a.nearest - b.nearest);
  const out = matrix(count, Math.max(1, columns.length));
  columns.forEach(({ column }, c) => {
    column.forEach((value, r) => {
      out.data[r * out.cols + c] = value;
    });
  });
  return out;
}

function rowOf({ data, cols }: Matrix, row: number): Float32Array {
  return data.subarray(row * cols, (row + 1) * cols);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0);
}

function norm(row: Float32Array): number {
  return Math.sqrt(dot(row, row));
}
