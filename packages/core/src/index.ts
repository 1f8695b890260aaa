export { erf } from "./erf.ts";
export { type ErrorCode, type ErrorParts, ExampledonError, fail, isExampledonError } from "./errors.ts";
export { gemm } from "./gemm.ts";
export {
  assertCols,
  assertFinite,
  type Matrix,
  type MultiplyOptions,
  matrix,
  matrixFromRows,
  multiply,
  normalizeRows,
  rowNorms,
  rowOf,
  selectRows,
  stackRows,
  transpose,
} from "./matrix.ts";
export {
  type BooleanField,
  boolean,
  type ChoiceField,
  choice,
  defaultsOf,
  type Field,
  type IntegerField,
  integer,
  type NumberField,
  number,
  type ParamSpec,
  type ParamsOf,
  parseParams,
  parseText,
  rangeOf,
} from "./params.ts";
export { type Progress, throwIfAborted } from "./progress.ts";
export { fromQuery, type QueryResult, toQuery } from "./query.ts";
export { type Rng, type RngState, rng, rngFromState } from "./rng.ts";
