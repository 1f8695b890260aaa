import { fail, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import type { Circuit } from "./circuit.ts";
import { type CircuitOptions, factCircuit } from "./fact-circuit.ts";

/** A feature of a world before and after fine-tuning. */
export interface FineTunedInput {
  readonly before: World;
  readonly after: World;
  /** Default `animals`. */
  readonly group?: string;
  /** The feature's number in its group. */
  readonly feature: number;
}

/** A circuit from before fine-tuning and one that came with it. */
export interface FineTunedCircuits {
  /** Reads the old direction. */
  readonly before: Circuit;
  /** Reads the new one. */
  readonly after: Circuit;
  /** Cosine of the two reads: 1 minus it is what a tool must resolve to keep them apart. */
  readonly cosine: number;
  /** New minus old read, `[dim]`. */
  readonly change: Float32Array;
}

/**
 * Two circuits on one feature in a fine-tuned network: the old one goes on reading where the feature was, the new one
 * reads where it is now.
 * @throws `unknown-id` for a group or feature that the worlds have not; `bad-shape` when their widths differ
 */
export function fineTunedCircuits(
  { before, after, group = "animals", feature }: FineTunedInput,
  options: CircuitOptions = {},
): FineTunedCircuits {
  if (before.dim !== after.dim) {
    fail("bad-shape", {
      where: "fineTunedCircuits",
      problem: `both worlds must have ${before.dim} dimensions`,
      got: after.dim,
      cure: "pass a world and the one it became",
    });
  }
  const name = options.name ?? `${group} ${feature}`;
  const [old, now] = [readOf(before, group, feature), readOf(after, group, feature)];
  let [dot, oldSquare, newSquare] = [0, 0, 0];
  old.forEach((value, k) => {
    dot += value * now[k]!;
    oldSquare += value * value;
    newSquare += now[k]! * now[k]!;
  });
  return {
    before: factCircuit(old, { ...options, name: `${name}, old` }),
    after: factCircuit(now, { ...options, name: `${name}, new` }),
    cosine: dot / Math.sqrt(oldSquare * newSquare),
    change: now.map((value, k) => value - old[k]!),
  };
}

function readOf(world: World, group: string, feature: number): Float32Array {
  const found = world.groups.find(({ name }) => name === group);
  if (!found || !Number.isInteger(feature) || feature < 0 || feature >= found.names.length) {
    fail("unknown-id", {
      where: "fineTunedCircuits",
      problem: `groups are ${world.groups.map((each) => `${each.name} (${each.names.length} features)`).join(", ")}`,
      got: `${group} ${feature}`,
      cure: "pass a feature that the world has",
    });
  }
  return rowOf(found.directions, feature);
}
