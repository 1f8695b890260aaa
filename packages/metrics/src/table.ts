/** A dense float64 matrix, row-major: entry (i, j) is `data[i * cols + j]`. Metrics are computed in float64 throughout. */
export interface Table {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}
