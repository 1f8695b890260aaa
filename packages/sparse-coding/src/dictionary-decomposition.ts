import type { Matrix } from "@exampledon/core";
import { createDecomposition, type Decomposition, type Pursuit } from "@exampledon/decomposer";

/** A dictionary whose activity is a pursuit; components read along the atoms that they write. */
export function dictionaryDecomposition(
  method: string,
  params: Readonly<Record<string, unknown>>,
  dictionary: Matrix,
  activation: Pursuit,
): Decomposition {
  return createDecomposition({
    method,
    params: { ...params },
    read: dictionary,
    write: dictionary,
    offset: new Float32Array(dictionary.cols),
    activation,
  });
}
