import { type Matrix, matrix, multiply, type Rng, rowNorms, rowOf } from "@exampledon/core";
import type { World } from "@exampledon/geometry";
import { circuitBank } from "@exampledon/networks";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { chanceToReadLargest, coordinateDistribution } from "../random-directions.ts";

/** What one animal's circuit reads beside the animal itself. */
export interface Noise {
  /** Attributes that are on. */
  readonly count: number;
  /** Root mean square over the animals of what the attributes add to the reading. */
  readonly rms: number;
  /** Share of animals whose reading falls below the threshold. */
  readonly misses: number;
  /** Mean of what attributes take away when each has the sign that hurts. */
  readonly worst: number;
  /** Share of animals whose reading then falls below the threshold. */
  readonly worstMisses: number;
}

/** What every animal's circuit reads off the animal and the first so many of `order`'s attributes, at coefficient 1. */
export function noiseAt(world: World, order: ArrayLike<number>, counts: readonly number[], threshold: number): Noise[] {
  const { data, rows, cols } = multiply(directionsOf(world, "animals"), directionsOf(world, "attributes"), {
    transposeB: true,
  });
  return counts.map((count) => {
    let [squares, misses, worst, worstMisses] = [0, 0, 0, 0];
    for (let i = 0; i < rows; i++) {
      let [sum, sizes] = [0, 0];
      for (let j = 0; j < count; j++) {
        const share = data[i * cols + order[j]!]!;
        sum += share;
        sizes += Math.abs(share);
      }
      squares += sum * sum;
      worst += sizes;
      if (1 + sum < threshold) misses++;
      if (1 - sizes < threshold) worstMisses++;
    }
    const noise = { rms: Math.sqrt(squares / rows), misses: misses / rows };
    return { count, ...noise, worst: worst / rows, worstMisses: worstMisses / rows };
  });
}

/** What all animals' circuits together make of a sample. */
export interface Crowd {
  /** Share of samples in which another animal reads larger than the one that is there. */
  readonly argmaxMisses: number;
  /** The same, if the other animals are random directions. */
  readonly law: number;
  /** Circuits of animals that are not there and answer all the same, per sample. */
  readonly falseCircuits: number;
}

/** Reads all animals off `trials` samples of one animal and the first so many of a random order of attributes. */
export function crowdAt(
  world: World,
  rng: Rng,
  { counts, trials, threshold }: { counts: readonly number[]; trials: number; threshold: number },
): Crowd[] {
  const [animals, attributes] = [directionsOf(world, "animals"), directionsOf(world, "attributes")];
  const bank = circuitBank({ reads: animals, thresholds: threshold });
  const distribution = coordinateDistribution(world.dim);
  const present = Array.from({ length: trials }, () => rng.integer(animals.rows));
  const orders = present.map(() => rng.choose(attributes.rows, attributes.rows));
  return counts.map((count) => {
    const activations = matrix(trials, world.dim);
    present.forEach((animal, i) => {
      addTo(activations, i, rowOf(animals, animal));
      for (let j = 0; j < count; j++) addTo(activations, i, rowOf(attributes, orders[i]![j]!));
    });
    const readings = bank.readings(activations);
    const lengths = rowNorms(activations);
    const samples = present.map((animal, i) => {
      const row = rowOf(readings, i);
      const own = row[animal]!;
      return {
        missed: Number(row.some((reading, j) => j !== animal && reading >= own)),
        law: 1 - chanceToReadLargest(distribution, own, lengths[i]!, animals.rows - 1),
        wrong: row.reduce((sum, reading, j) => sum + Number(j !== animal && reading > threshold), 0),
      };
    });
    return {
      argmaxMisses: mean(samples.map(({ missed }) => missed)),
      law: mean(samples.map(({ law }) => law)),
      falseCircuits: mean(samples.map(({ wrong }) => wrong)),
    };
  });
}

function addTo({ data, cols }: Matrix, row: number, vector: Float32Array): void {
  for (let k = 0; k < cols; k++) data[row * cols + k]! += vector[k]!;
}
