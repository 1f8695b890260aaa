import { type Matrix, matrix, multiply, selectRows } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { directionsOf } from "../groups.ts";

/** Which attribute values to set, and to what. */
export interface Overwriting {
  /** Numbers of the animals to start from. */
  readonly animals: readonly number[];
  /** Numbers of the attributes to set. */
  readonly set: readonly number[];
  /** Their values, one for every attribute of the world. */
  readonly values: ArrayLike<number>;
}

/** Activations `[animals × dim]` of animals some of whose attributes are set to given values, the rest left alone. */
export function overwrite(world: World, { animals, set, values }: Overwriting): Matrix {
  const [features, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const own = selectRows(features, animals);
  const readings = multiply(own, attributes, { transposeB: true });
  const changes = matrix(animals.length, attributes.rows);
  for (let i = 0; i < animals.length; i++) {
    for (const j of set) changes.data[i * attributes.rows + j] = values[j]! - readings.data[i * attributes.rows + j]!;
  }
  const { data } = multiply(changes, attributes);
  return matrix(
    animals.length,
    world.dim,
    own.data.map((value, at) => value + data[at]!),
  );
}

/** The attribute values of one animal. */
export function attributesOf(world: World, animal: number): Float32Array {
  const one = selectRows(directionsOf(world, "animals"), [animal]);
  return multiply(one, directionsOf(world, "attributes"), { transposeB: true }).data;
}

/** What of every animal no attribute holds: its direction without its attributes, `[animals × dim]`. */
export function labelsOf(world: World): Matrix {
  const [features, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const spanned = multiply(multiply(features, attributes, { transposeB: true }), attributes).data;
  return matrix(
    features.rows,
    features.cols,
    features.data.map((value, at) => value - spanned[at]!),
  );
}
