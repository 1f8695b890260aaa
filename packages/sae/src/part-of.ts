import { fail, type Matrix, matrix, rowNorms, rowOf } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";

/** What the components of a decomposition are in one part of the joined activation. */
export interface DecompositionPart {
  /** The part's columns of the read rows, `[components × size]`. */
  readonly read: Matrix;
  /** The part's columns of the write rows, in lengths of the whole row: `[components × size]`. */
  readonly write: Matrix;
  /** Lengths of those rows, `[components]`: 0 where a component leaves the part alone, at most 1. */
  readonly lengths: Float64Array;
  /** The part's entries of the offset, `[size]`. */
  readonly offset: Float32Array;
}

/**
 * One part of a decomposition of joined activations, such as what a crosscoder's latents are in one of two networks. Its rows
 * go into any metric of directions.
 * @param parts sizes of the parts, as the source had them
 * @param index which part, from 0
 * @throws `bad-shape` when the parts do not add up to the width of the decomposition; `bad-param` when there is no such part
 */
export function partOf(decomposition: Decomposition, parts: readonly number[], index: number): DecompositionPart {
  const { dim, read, write, offset } = decomposition;
  checkWidth("partOf", parts, dim);
  const rows = columnsOfPart(write, parts, index);
  const [from, to] = rangesOf(parts)[index]!;
  return {
    read: columnsOfPart(read, parts, index),
    write: rows,
    lengths: rowNorms(rows),
    offset: offset.slice(from, to),
  };
}

/**
 * One part of joined activations, reconstructions or directions: `[rows × size]`.
 * @throws `bad-shape`, `bad-param`, as {@link partOf}
 */
export function columnsOfPart(joined: Matrix, parts: readonly number[], index: number): Matrix {
  checkWidth("columnsOfPart", parts, joined.cols);
  const range = rangesOf(parts)[index];
  if (!range) {
    return fail("bad-param", {
      where: "columnsOfPart",
      problem: `index must be a whole number in [0, ${parts.length})`,
      got: index,
      cure: "count parts from 0",
    });
  }
  const [from, to] = range;
  const out = matrix(joined.rows, to - from);
  for (let i = 0; i < joined.rows; i++) rowOf(out, i).set(rowOf(joined, i).subarray(from, to));
  return out;
}

/**
 * How the length of each component's write row is spread over the parts, `[components × parts]`: `‖W_s,i‖ / Σ_t ‖W_t,i‖`. With
 * two networks, ½ and ½ is a latent that they share and 0 and 1 one that only the second has. A component that writes
 * nothing has zeros.
 * @throws `bad-shape` when the parts do not add up to the width of the decomposition
 * @see https://transformer-circuits.pub/2024/crosscoders/index.html#model-diffing
 */
export function decoderShares({ write, components }: Decomposition, parts: readonly number[]): Matrix {
  checkWidth("decoderShares", parts, write.cols);
  const out = matrix(components, parts.length);
  const lengths = parts.map((_, index) => rowNorms(columnsOfPart(write, parts, index)));
  for (let i = 0; i < components; i++) {
    const total = lengths.reduce((sum, each) => sum + each[i]!, 0);
    lengths.forEach((each, index) => {
      out.data[i * parts.length + index] = total > 0 ? each[i]! / total : 0;
    });
  }
  return out;
}

/** First and one past the last column of each part. */
export function rangesOf(parts: readonly number[]): (readonly [number, number])[] {
  let from = 0;
  return parts.map((size) => {
    const range = [from, from + size] as const;
    from += size;
    return range;
  });
}

function checkWidth(where: string, parts: readonly number[], dim: number): void {
  if (parts.reduce((sum, size) => sum + size, 0) !== dim) {
    fail("bad-shape", {
      where,
      problem: `parts must add up to ${dim}`,
      got: parts,
      cure: "pass the parts of the source that it was fitted to",
    });
  }
}
