import { type Matrix, matrix, multiply, normalizeRows, stackRows, transpose } from "@exampledon/core";
import { createDecomposition } from "@exampledon/decomposer";
import { mdlCode } from "@exampledon/sparse-coding";
import { Matrix as DenseMatrix, SingularValueDecomposition } from "ml-matrix";
import { PRECISION } from "./code-bits.ts";
import type { Level } from "./levels.ts";
import { type Row, type RowInput, row } from "./row.ts";
import { axes, besideEachOther, latentUnits, type Units } from "./units.ts";

/** Longest message tried for the shortest description; so many numbers tell most samples. */
const MOST_ATOMS = 12;

/** Rows that nothing is learnt for: two that are told the truth, and two that read the weights. */
export const fixedRows: readonly Row[] = [
  row("oracle", "oracle", "the truth", oracle),
  row("shortest", "shortest description", "the truth", shortest),
  row("neurons", "neurons", "weights", neurons),
  row("svd", "SVD of the weights", "weights", singularVectors),
];

/** The planted directions as a dictionary, each on where its circuit's reading is above the threshold, if it has one. */
function oracle({ level, circuits, inputs }: RowInput): Units {
  const directions = stackRows(...circuits.map(({ read }) => read));
  const thresholds = level.network.mechanisms.flatMap(({ threshold }) => threshold ?? []);
  const decomposition = createDecomposition({
    method: "one-table/oracle",
    params: {},
    read: directions,
    write: directions,
    offset: new Float32Array(directions.cols),
    activation:
      thresholds.length === directions.rows
        ? { kind: "threshold", thresholds: Float32Array.from(thresholds) }
        : { kind: "identity" },
  });
  return latentUnits(decomposition, inputs);
}

/** The planted directions as a dictionary, coded by the shortest message for each sample. */
function shortest({ circuits, inputs }: RowInput): Units {
  const directions = stackRows(...circuits.map(({ read }) => read));
  const { codes } = mdlCode(directions, inputs, {
    noise: PRECISION,
    groups: circuits.map(({ read }) => read.rows),
    maxAtoms: Math.min(directions.rows, MOST_ATOMS),
  });
  return { directions, read: directions, codes, write: directions, into: "activation" };
}

function neurons({ level, inputs }: RowInput): Units {
  const read = transpose(weightsOf(level));
  return { directions: read, read, codes: level.neurons(inputs), write: axes(read.rows), into: "weights" };
}

/** Left singular vectors read the activation; right ones, times the singular value, are what they write. */
function singularVectors({ level, inputs }: RowInput): Units {
  const { rows, cols, data } = weightsOf(level);
  const svd = new SingularValueDecomposition(DenseMatrix.from1DArray(rows, cols, Array.from(data)), {
    autoTranspose: true,
  });
  const rowsOf = (vectors: DenseMatrix): Matrix => {
    const turned = vectors.transpose();
    return matrix(turned.rows, turned.columns, Float32Array.from(turned.to1DArray()));
  };
  const directions = normalizeRows(rowsOf(svd.leftSingularVectors));
  const sizes = svd.diagonal;
  const read = matrix(
    directions.rows,
    rows,
    directions.data.map((value, at) => value * sizes[Math.floor(at / rows)]!),
  );
  return {
    directions,
    read,
    codes: multiply(inputs, read, { transposeB: true }),
    write: rowsOf(svd.rightSingularVectors),
    into: "weights",
  };
}

/** All weights that read the activation, side by side, `[dim × outputs]`. */
function weightsOf({ network }: Level): Matrix {
  return besideEachOther(...network.sites.map((site) => site.weights));
}
