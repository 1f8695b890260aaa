import { fail, type Matrix, matrix, multiply, rowNorms } from "@exampledon/core";
import { Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import type { SiteComponents, SiteFactors } from "./parameter-contract.ts";

/** The components of a site with unit read rows, write rows that carry the size, and their signs settled. */
export function siteComponents(factors: SiteFactors): SiteComponents {
  const { name, rank } = factors;
  const components = factors.read.rows / rank;
  const [inputs, outputs] = [factors.read.cols, factors.write.cols];
  const matrixOf = (component: number): Matrix => {
    if (!(Number.isInteger(component) && component >= 0 && component < components)) {
      fail("unknown-id", {
        where: `site ${name}`,
        problem: `components are numbered from 0 to ${components - 1}`,
        got: component,
        cure: "pass one of them",
      });
    }
    return multiply(rowsOf(factors.read, component, rank), rowsOf(factors.write, component, rank), {
      transposeA: true,
    });
  };
  const leading = rank === 1 ? rankOne(factors) : leadingPairs(factors, matrixOf);
  return { name, components, inputs, outputs, rank, factors, matrixOf, ...settleSigns(leading) };
}

type Leading = Pick<SiteComponents, "read" | "write" | "singularValues">;

function rankOne({ read, write }: SiteFactors): Leading {
  const lengths = rowNorms(read);
  const sizes = rowNorms(write).map((size, c) => size * lengths[c]!);
  return {
    read: mapRows(read, (value, c) => (sizes[c] === 0 ? 0 : value / lengths[c]!)),
    write: mapRows(write, (value, c) => value * lengths[c]!),
    singularValues: matrix(read.rows, 1, Float32Array.from(sizes)),
  };
}

function leadingPairs({ rank, read, write }: SiteFactors, matrixOf: (component: number) => Matrix): Leading {
  const components = read.rows / rank;
  const out = {
    read: matrix(components, read.cols),
    write: matrix(components, write.cols),
    singularValues: matrix(components, rank),
  };
  for (let c = 0; c < components; c++) {
    const { data } = matrixOf(c);
    const svd = new SingularValueDecomposition(MlMatrix.from1DArray(read.cols, write.cols, data), {
      autoTranspose: true,
    });
    const values = svd.diagonal.slice(0, rank);
    out.singularValues.data.set(values, c * rank);
    const size = values[0]!;
    if (size === 0) continue;
    out.read.data.set(svd.leftSingularVectors.getColumn(0), c * read.cols);
    out.write.data.set(
      svd.rightSingularVectors.getColumn(0).map((value) => value * size),
      c * write.cols,
    );
  }
  return out;
}

/** Turns each pair so that the largest entry of what it adds is positive: a component and its mirror image are one. */
function settleSigns({ read, write, singularValues }: Leading): Leading {
  const signs = Float64Array.from({ length: write.rows }, (_, c) => {
    let largest = 0;
    for (const value of write.data.subarray(c * write.cols, (c + 1) * write.cols)) {
      if (Math.abs(value) > Math.abs(largest)) largest = value;
    }
    return largest < 0 ? -1 : 1;
  });
  const turn = (m: Matrix): Matrix => mapRows(m, (value, c) => value * signs[c]!);
  return { read: turn(read), write: turn(write), singularValues };
}

function rowsOf(m: Matrix, component: number, rank: number): Matrix {
  return matrix(rank, m.cols, m.data.slice(component * rank * m.cols, (component + 1) * rank * m.cols));
}

function mapRows(m: Matrix, change: (value: number, row: number) => number): Matrix {
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => change(value, Math.floor(at / m.cols))),
  );
}
