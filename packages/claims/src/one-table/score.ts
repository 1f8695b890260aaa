import { type Matrix, matrix, multiply, selectRows } from "@exampledon/core";
import { bestLatentFidelity, cosines, edgesPerCircuit, l0, matchedCosine, rSquaredIdentity } from "@exampledon/metrics";
import { mean } from "../mean.ts";
import type { Circuits } from "./circuits.ts";
import { codeBits } from "./code-bits.ts";
import { decoded, linearDecoder } from "./linear-decoder.ts";
import { axes, type Units } from "./units.ts";

/** Cosine above which a direction counts as found, as for the components of weights. */
const FOUND = 0.95;

/** What a method has of one group of circuits. */
export interface GroupScore {
  /** Share of the circuits whose direction, or whole component, is one of the method's, matched one to one. */
  readonly found: number;
  /** R² of the best single unit's code to what a circuit reads, over the samples in which it fires; mean over circuits. */
  readonly rSquared: number;
  /** The same for the best single read vector: what it reads, before any nonlinearity. */
  readonly readOff: number;
  /** R² of the best linear combination of all units to what a circuit reads, over all samples, on samples not fitted to. */
  readonly together: number;
  /** Units that carry 95 % of what a circuit reads where it fires; all units where they carry nothing. */
  readonly edges: number;
}

/** One row of the table. */
export interface RowScore {
  readonly groups: Readonly<Record<string, GroupScore>>;
  /** Bits that tell a sample through the method's codes. */
  readonly bits: number;
  /** Units on per sample. */
  readonly active: number;
}

/** Scores what a method returned, the same way for every method. */
export function score(units: Units, circuits: readonly Circuits[], inputs: Matrix): RowScore {
  const { codes } = units;
  const half = Math.floor(inputs.rows / 2);
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
  const [fitted, fresh] = [range(0, half), range(half, inputs.rows)];
  const decoder = linearDecoder(selectRows(codes, fitted), selectRows(inputs, fitted));
  const freshCodes = selectRows(codes, fresh);
  const rebuilt = decoded(freshCodes, decoder);
  const readOff = multiply(inputs, units.read, { transposeB: true });
  return {
    groups: Object.fromEntries(
      circuits.map((group) => [
        group.group,
        {
          found: units.found?.[group.group] ?? foundShare(group.read, units.directions),
          rSquared: bestWhereFiring(codes, group),
          readOff: bestWhereFiring(readOff, group),
          // What is linear in the activation is fitted best by fitting the activation.
          together: heldOut(multiply(rebuilt, group.read, { transposeB: true }), selectRows(group.readings, fresh)),
          edges: edges(units, group),
        },
      ]),
    ),
    bits: codeBits(freshCodes, decoder, selectRows(inputs, fresh)),
    active: l0(codes),
  };
}

function foundShare(features: Matrix, directions: Matrix): number {
  const table = cosines(features, directions);
  const { pairs } = matchedCosine(features, directions);
  return pairs.filter(([i, j]) => Math.abs(table.data[i * table.cols + j]!) > FOUND).length / features.rows;
}

/** Mean over circuits of the best single column's squared correlation with the reading; circuits that hardly fire are left out. */
function bestWhereFiring(columns: Matrix, { readings, fires }: Circuits): number {
  const each: number[] = [];
  for (let r = 0; r < readings.cols; r++) {
    const rows: number[] = [];
    for (let i = 0; i < readings.rows; i++) if (fires.data[i * readings.cols + r] !== 0) rows.push(i);
    if (rows.length < 2) continue;
    const target = matrix(rows.length, 1);
    rows.forEach((i, at) => {
      target.data[at] = readings.data[i * readings.cols + r]!;
    });
    const { affine } = bestLatentFidelity(selectRows(columns, rows), target);
    if (!Number.isNaN(affine)) each.push(affine);
  }
  return mean(each);
}

function heldOut(estimates: Matrix, readings: Matrix): number {
  const column = ({ data, cols }: Matrix, r: number): Float32Array => data.filter((_, at) => at % cols === r);
  const each = Array.from({ length: readings.cols }, (_, r) =>
    rSquaredIdentity(column(readings, r), column(estimates, r)),
  );
  return mean(each.filter((value) => !Number.isNaN(value)));
}

/** How the circuits read the place that units add to; by {@link edgesPerCircuit}. */
function edges({ codes, write, into }: Units, { read, write: own, outputs, fires }: Circuits): number {
  const reads = into === "activation" ? read : into === "weights" ? own : axes(write.cols, outputs);
  const { perCircuit } = edgesPerCircuit({ reads, activity: codes, write, active: fires });
  const firing = (r: number): boolean => fires.data.some((value, at) => at % fires.cols === r && value !== 0);
  return mean(
    Array.from(perCircuit.keys())
      .filter(firing)
      .map((r) => (Number.isNaN(perCircuit[r]!) ? codes.cols : perCircuit[r]!)),
  );
}
