import { matrix, rowOf } from "@exampledon/core";
import { joinSources } from "@exampledon/decomposer";
import { type PlantedDictionary, plantedDictionary } from "./planted-dictionary.ts";

/** Dimensions of the first part. */
const FIRST = 16;
/** Dimensions of the second part. */
const SECOND = 14;

/**
 * The planted dictionary in two parts: a sample's features have the same coefficients in both, and directions of each part's
 * own. The truth is where a feature points in both parts together, each with half of the square of its length.
 * @param only the part whose directions are the truth, for methods that write there alone; default both
 */
export function plantedParts(only?: 0 | 1): PlantedDictionary {
  const first = plantedDictionary(12, FIRST, "planted parts, first");
  const second = plantedDictionary(12, SECOND, "planted parts, second");
  const shares = only === undefined ? [Math.SQRT1_2, Math.SQRT1_2] : [1 - only, only];
  const truth = matrix(first.truth.rows, FIRST + SECOND);
  for (let f = 0; f < truth.rows; f++) {
    rowOf(truth, f).set(rowOf(first.truth, f).map((value) => value * shares[0]!));
    rowOf(truth, f).set(
      rowOf(second.truth, f).map((value) => value * shares[1]!),
      FIRST,
    );
  }
  return { truth, source: joinSources([first.source, second.source]) };
}
