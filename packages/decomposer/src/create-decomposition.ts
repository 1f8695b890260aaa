import { type Matrix, matrix, rowNorms } from "@exampledon/core";
import type { Activation } from "./activation.ts";
import { assembleDecomposition } from "./assemble-decomposition.ts";
import type { Decomposition } from "./contract.ts";
import { checkParts, type DecompositionParts } from "./decomposition-parts.ts";

/** Rows closer to unit length than float32 rounding makes them are kept bit for bit. */
const UNIT_SLACK = 1e-6;

/**
 * Makes a decomposition from copies of its arrays, with unit write rows: the lengths of the write rows move into read
 * rows, bias and thresholds, so that reconstructions stay the same and activity is in lengths of unit rows. Rows of
 * zeros stay as they are. TopK still compares what it compared before: the lengths become its `scales`. Pursuits search in
 * the unit rows, so FISTA's penalty weighs activity in lengths of unit rows.
 * @throws `bad-shape` when sizes disagree; `not-finite`; `bad-param` when a number of the activation is out of range
 */
export function createDecomposition(parts: DecompositionParts): Decomposition {
  checkParts(parts);
  return assembleDecomposition(withUnitWrite(parts));
}

function withUnitWrite(parts: DecompositionParts): DecompositionParts {
  const lengths = rowNorms(parts.write).map((length) =>
    length === 0 || Math.abs(length - 1) <= UNIT_SLACK ? 1 : length,
  );
  return {
    ...parts,
    params: structuredClone(parts.params),
    read: mapRows(parts.read, (value, i) => value * lengths[i]!),
    write: mapRows(parts.write, (value, i) => value / lengths[i]!),
    offset: parts.offset.slice(),
    center: parts.center?.slice(),
    bias: parts.bias?.map((value, i) => value * lengths[i]!),
    activation: rescale(parts.activation, lengths),
    ...(parts.skip && { skip: matrix(parts.skip.rows, parts.skip.cols, parts.skip.data.slice()) }),
  };
}

function rescale(activation: Activation, lengths: Float64Array): Activation {
  switch (activation.kind) {
    case "threshold":
      return { kind: "threshold", thresholds: activation.thresholds.map((value, i) => value * lengths[i]!) };
    case "top-k": {
      const scales = Float32Array.from(lengths, (length, i) => length * (activation.scales?.[i] ?? 1));
      return scales.every((scale) => scale === 1) ? { kind: "top-k", k: activation.k } : { ...activation, scales };
    }
    default:
      return { ...activation };
  }
}

function mapRows(m: Matrix, change: (value: number, row: number) => number): Matrix {
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => change(value, Math.floor(at / m.cols))),
  );
}
