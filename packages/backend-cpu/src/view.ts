/** A matrix read through strides, in elements; one of them is 1 and it fills its block without gaps. */
export interface View {
  readonly data: Float32Array;
  readonly offset: number;
  readonly row: number;
  readonly col: number;
}

/** A row-major matrix of `cols` columns that begins at `offset`. */
export function viewOf(data: Float32Array, cols: number, offset = 0): View {
  return { data, offset, row: cols, col: 1 };
}

/** The transpose, without copying. */
export function transposed({ data, offset, row, col }: View): View {
  return { data, offset, row: col, col: row };
}
