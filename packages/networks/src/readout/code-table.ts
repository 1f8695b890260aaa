import { fail, type Matrix, matrixFromRows, type Rng } from "@exampledon/core";

/** How an animal's attributes are drawn. */
export type TableKind = "sign" | "gaussian";

interface TableInput {
  readonly table: TableKind;
  readonly animals: number;
  readonly attributes: number;
  readonly minDistance: number;
}

/** Rejections in a row after which a half-full table is given up, and tables that are begun before it is called impossible. */
const PATIENCE = 10_000;
const TABLES = 40;

/**
 * How much of each attribute an animal has, `[animals × attributes]`, rows of length √attributes: drawn one by one, each
 * refused when its product with an earlier one exceeds `attributes − 2 · minDistance`. For signs this says that any two
 * animals differ in at least `minDistance` attributes.
 * @throws `bad-param` when no such table was found
 */
export function codeTable(rng: Rng, { table, animals, attributes, minDistance }: TableInput): Matrix {
  const largest = attributes - 2 * minDistance + 1e-9;
  for (let attempt = 0; attempt < TABLES; attempt++) {
    const stream = rng.split(attempt);
    const rows: Float64Array[] = [];
    for (let rejected = 0; rows.length < animals && rejected < PATIENCE; ) {
      const row = table === "sign" ? signs(stream, attributes) : onSphere(stream, attributes);
      if (rows.some((other) => dot(row, other) > largest)) rejected++;
      else {
        rows.push(row);
        rejected = 0;
      }
    }
    if (rows.length === animals) return matrixFromRows(rows);
  }
  fail("bad-param", {
    where: "codeTable",
    problem: `${animals} animals of ${attributes} attributes could not be placed this far apart`,
    got: `minDistance ${minDistance}`,
    cure: "lower minDistance or the number of animals, or raise the number of attributes",
  });
}

function signs(rng: Rng, size: number): Float64Array {
  return Float64Array.from({ length: size }, () => (rng.integer(2) === 0 ? -1 : 1));
}

/** Uniform on the sphere of radius √size. */
function onSphere(rng: Rng, size: number): Float64Array {
  const row = Float64Array.from({ length: size }, () => rng.normal());
  const scale = Math.sqrt(size / dot(row, row));
  return row.map((value) => scale * value);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
