import { type Matrix, rowNorms } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import { columnsOfPart } from "./columns-of-part.ts";
import { checkParts, rangesOf } from "./parts.ts";

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
  checkParts("partOf", parts, dim);
  const rows = columnsOfPart(write, parts, index);
  const [from, to] = rangesOf(parts)[index]!;
  return {
    read: columnsOfPart(read, parts, index),
    write: rows,
    lengths: rowNorms(rows),
    offset: offset.slice(from, to),
  };
}
