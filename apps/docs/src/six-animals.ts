import { type Matrix, matrix, multiply, normalizeRows, rng } from "@exampledon/core";

/** Names of the attributes, which are the three axes. */
export const attributes = ["size", "cuteness", "furriness"] as const;

/** Names of the animals. */
export const animals = ["elephant", "rabbit", "parrot", "trout", "hedgehog", "exampledon"] as const;

/**
 * Six animals in three dimensions, unit rows `[animals × attributes]`: far too many to be orthogonal. Of the first 3000
 * seeds this one has the animals widest apart, with every attribute at least 0.1.
 */
export function animalDirections(): Matrix {
  const draw = rng(717);
  const data = Float32Array.from({ length: animals.length * attributes.length }, () => draw.normal());
  return normalizeRows(matrix(animals.length, attributes.length, data));
}

/** What a circuit that reads each animal's direction sees, `[animals × animals]`: row = the animal shown. */
export function animalReadings(directions: Matrix): Matrix {
  return multiply(directions, directions, { transposeB: true });
}
