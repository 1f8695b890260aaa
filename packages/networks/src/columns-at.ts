import { type Matrix, selectRows, transpose } from "@exampledon/core";
import type { MechanismRows } from "./mechanisms-at.ts";

/** The columns of `readings` or `fires` that belong to these mechanisms, `[batch × indices]`. */
export function columnsAt(table: Matrix, { indices }: Pick<MechanismRows, "indices">): Matrix {
  return transpose(selectRows(transpose(table), indices));
}
