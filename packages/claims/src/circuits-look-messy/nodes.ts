import { type Matrix, matrix, multiply, rowOf, stackRows } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import type { Batch, World } from "@exampledon/geometry";
import { edgesPerCircuit } from "@exampledon/metrics";
import { directionsOf } from "../groups.ts";

/** A dictionary as the nodes of a causal graph: how active each node is, and what it adds to the activation. */
export interface Nodes {
  /** `[samples × nodes]`. */
  readonly activity: Matrix;
  /** `[nodes × dim]`. */
  readonly write: Matrix;
}

/** Mean edges per circuit of each group. */
export interface Edges {
  readonly animals: number;
  readonly attributes: number;
}

/** The attributes as dictionary: dense codes. */
export function attributeNodes(world: World, batch: Batch): Nodes {
  return { activity: batch.readings.attributes!, write: directionsOf(world, "attributes") };
}

/** The animals as dictionary: sparse codes. */
export function animalNodes(world: World, batch: Batch): Nodes {
  return { activity: batch.coefficients.animals!, write: directionsOf(world, "animals") };
}

/** Both as one dictionary, each carrying half of every magnitude. */
export function halfAndHalf(world: World, batch: Batch): Nodes {
  const [left, right] = [animalNodes(world, batch), attributeNodes(world, batch)];
  const activity = matrix(left.activity.rows, left.activity.cols + right.activity.cols);
  for (let i = 0; i < activity.rows; i++) {
    const row = rowOf(activity, i);
    row.set(rowOf(left.activity, i).map((x) => x / 2));
    row.set(
      rowOf(right.activity, i).map((x) => x / 2),
      left.activity.cols,
    );
  }
  return { activity, write: stackRows(left.write, right.write) };
}

/** An orthonormal basis as dictionary, e.g. the neurons: its readings are its codes. */
export function basisNodes(batch: Batch, basis: Matrix): Nodes {
  return { activity: multiply(batch.activations, basis, { transposeB: true }), write: basis };
}

/** The latents of a trained method as dictionary. */
export function latentNodes(decomposition: Decomposition, batch: Batch): Nodes {
  return { activity: decomposition.activity(batch.activations), write: decomposition.write };
}

/**
 * Edges that circuits of each group need for 95 % of their absolute attribution. Animal circuits count the samples in
 * which their animal is active; attribute circuits count all.
 */
export function edgesInto({ activity, write }: Nodes, world: World, batch: Batch): Edges {
  const animals = edgesPerCircuit({
    reads: directionsOf(world, "animals"),
    activity,
    write,
    active: batch.coefficients.animals!,
  });
  return {
    animals: animals.mean,
    attributes: edgesPerCircuit({ reads: directionsOf(world, "attributes"), activity, write }).mean,
  };
}

/**
 * Edges over the model's own variables: node i is what circuit i reads, so a circuit's reading is its node's value.
 * Computed by the same function as every other row, with readings in place of directions.
 */
export function edgesIntoOwn(batch: Batch): Edges {
  const own = (values: Matrix, active?: Matrix): number => {
    const identity = identityMatrix(values.cols);
    return edgesPerCircuit({ reads: identity, activity: values, write: identity, ...(active ? { active } : {}) }).mean;
  };
  return {
    animals: own(batch.coefficients.animals!, batch.coefficients.animals!),
    attributes: own(batch.coefficients.attributes!),
  };
}

/** The share of absolute attribution that circuits take from the node that is their own feature; mean over circuits. */
export function ownShare({ activity, write }: Nodes, reads: Matrix, firstNode: number, active?: Matrix): number {
  const gains = multiply(reads, write, { transposeB: true });
  let sum = 0;
  let circuits = 0;
  for (let circuit = 0; circuit < reads.rows; circuit++) {
    let own = 0;
    let all = 0;
    for (let i = 0; i < activity.rows; i++) {
      if (active && active.data[i * active.cols + circuit] === 0) continue;
      for (let node = 0; node < write.rows; node++) {
        const z = activity.data[i * activity.cols + node]!;
        if (z === 0) continue;
        const attribution = Math.abs(z * gains.data[circuit * write.rows + node]!);
        all += attribution;
        if (node === firstNode + circuit) own += attribution;
      }
    }
    if (all > 0) {
      sum += own / all;
      circuits++;
    }
  }
  return sum / circuits;
}

/** The standard basis, `[dim × dim]`. */
export function identityMatrix(dim: number): Matrix {
  const out = matrix(dim, dim);
  for (let i = 0; i < dim; i++) out.data[i * dim + i] = 1;
  return out;
}
