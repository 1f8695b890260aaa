import { fail, type Matrix, matrix, normalizeRows, type Rng, stackRows } from "@exampledon/core";
import { axisRows, toFloat32 } from "../directions.ts";
import type { FeatureGroup, World } from "../world.ts";
import { deriveWorld } from "./derive-world.ts";
import { mapped } from "./embedded.ts";
import { withDirections } from "./with-directions.ts";

/** How {@link withAddedAttribute} changes a world. */
export interface AddedAttribute {
  /** The group whose features get the attribute. Default `animals`. */
  readonly group?: string;
  /** The group that the attribute joins. Default `attributes`. */
  readonly joins?: string;
  /** Its name. Default `added attribute`. */
  readonly name?: string;
  /** How much of it each feature has, `[features]`. Default standard Gaussian from `rng.split("values")`. */
  readonly values?: ArrayLike<number>;
  /** Length that a value of 1 adds to a unit feature. Default `1/√attributes`, which makes it one attribute among many. */
  readonly weight?: number;
}

/** A world before and after it learned an attribute; equal seeds give corresponding samples. */
export interface FineTunedWorlds {
  /** The world as it was, in one more dimension, which it does not use. */
  readonly before: World;
  readonly after: World;
  /** Where the attribute points, `[1 × dim]`: the new dimension. */
  readonly direction: Matrix;
  /** How much of it each feature has, `[features]`. */
  readonly values: Float64Array;
}

/**
 * Fine-tuning adds an attribute, such as an animal's Scrabble points: `f_i → unit(f_i + weight · value_i · e)` with e
 * orthogonal to everything before. With the default weight the cosine of old and new is about `1 − 1/(2 · attributes)`.
 * Embed both worlds with one rng to have e point anywhere in a wider stream.
 * @throws `unknown-id` for a group that the world has not; `bad-shape` when values has another length than the group
 */
export function withAddedAttribute(
  world: World,
  rng: Rng,
  { group = "animals", joins = "attributes", name = "added attribute", values, weight }: AddedAttribute = {},
): FineTunedWorlds {
  const dim = world.dim + 1;
  const before = mapped(world, toFloat32(axisRows(world.dim, dim)), {});
  const features = groupOf(before, group).directions;
  const stream = rng.split("values");
  const amounts = Float64Array.from(values ?? Array.from({ length: features.rows }, () => stream.normal()));
  if (amounts.length !== features.rows) {
    fail("bad-shape", {
      where: "withAddedAttribute",
      problem: `values must have ${features.rows} entries`,
      got: amounts.length,
      cure: `pass one value per feature of ${group}`,
    });
  }
  const gain = weight ?? 1 / Math.sqrt(groupOf(before, joins).names.length);
  const moved = matrix(features.rows, dim, features.data.slice());
  amounts.forEach((value, i) => {
    moved.data[i * dim + world.dim] = gain * value;
  });
  const direction = matrix(1, dim);
  direction.data[world.dim] = 1;
  const retrained = withDirections(before, { [group]: normalizeRows(moved) });
  const attributes = groupOf(retrained, joins);
  const joined = {
    ...attributes,
    names: [...attributes.names, name],
    directions: stackRows(attributes.directions, direction),
  };
  return {
    before,
    after: withGroup(retrained, joined, { addedAttribute: name, weight: gain }),
    direction,
    values: amounts,
  };
}

function groupOf(world: World, name: string): FeatureGroup {
  return (
    world.groups.find((each) => each.name === name) ??
    fail("unknown-id", {
      where: "withAddedAttribute",
      problem: `groups are ${world.groups.map((each) => each.name).join(", ")}`,
      got: name,
      cure: "check the spelling",
    })
  );
}

/** The world with one group grown by a feature that is never added by itself. */
function withGroup(world: World, grown: FeatureGroup, params: Readonly<Record<string, unknown>>): World {
  return deriveWorld(world, {
    params,
    groups: world.groups.map((each) => (each.name === grown.name ? grown : each)),
    derive: ({ activations, generating }) => ({
      activations,
      generating: (group) => {
        const old = generating[group]!;
        if (group !== grown.name) return old;
        const out = matrix(old.rows, old.cols + 1);
        for (let i = 0; i < old.rows; i++) {
          out.data.set(old.data.subarray(i * old.cols, (i + 1) * old.cols), i * out.cols);
        }
        return out;
      },
    }),
  });
}
