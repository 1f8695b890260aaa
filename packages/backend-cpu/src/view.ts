/** A matrix read through strides, in elements; one of them is 1 and it fills its block without gaps. */
export interface View<Numbers = Float32Array> {
  readonly data: Numbers;
  readonly offset: number;
  readonly row: number;
  readonly col: number;
}

/** A row-major matrix of `cols` columns that begins at `offset`. */
export function viewOf<Numbers>(data: Numbers, cols: number, offset = 0): View<Numbers> {
  return { data, offset, row: cols, col: 1 };
}

/** The transpose, without copying. */
export function transposed<Numbers>({ data, offset, row, col }: View<Numbers>): View<Numbers> {
  return { data, offset, row: col, col: row };
}
