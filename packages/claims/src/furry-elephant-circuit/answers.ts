import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import { bankOf, type Circuit } from "@exampledon/networks";

/** One pair of an animal and an attribute, and what else is in the samples. */
export interface Setting {
  /** All animals, `[animals × dim]`. */
  readonly animals: Matrix;
  /** Number of the elephant. */
  readonly elephant: number;
  /** Direction of "furry", `[dim]`. */
  readonly furry: Float32Array;
  /** Other animals that are in every sample beside the one that it is about. */
  readonly company: number;
  /** Standard deviation of Gaussian noise along each dimension. */
  readonly deviation: number;
}

/** Share of the samples to which the circuit answers, by what they are about. */
export interface Answers {
  readonly furryElephants: number;
  readonly plainElephants: number;
  readonly furryOthers: number;
  readonly plainOthers: number;
}

/**
 * Asks the circuit about each of `others`, and as often about the elephant, each time furry and plain, in company drawn
 * anew.
 * @param others numbers of other animals, one or more
 */
export function answersOf(circuit: Circuit, setting: Setting, others: ArrayLike<number>, rng: Rng): Answers {
  const bank = bankOf([circuit]);
  const share = (furry: boolean, subjects: ArrayLike<number>): number => {
    const { data } = bank.evaluate(samplesOf(setting, subjects, furry, rng.split(`${furry} ${subjects === others}`)));
    return data.reduce((sum, answer) => sum + Number(answer > 0), 0) / data.length;
  };
  const elephants = new Int32Array(others.length).fill(setting.elephant);
  return {
    furryElephants: share(true, elephants),
    plainElephants: share(false, elephants),
    furryOthers: share(true, others),
    plainOthers: share(false, others),
  };
}

function samplesOf(setting: Setting, subjects: ArrayLike<number>, furry: boolean, rng: Rng): Matrix {
  const { animals, elephant, company, deviation } = setting;
  const out = matrix(subjects.length, animals.cols);
  for (let i = 0; i < out.rows; i++) {
    const row = rowOf(out, i);
    add(row, rowOf(animals, subjects[i]!));
    if (furry) add(row, setting.furry);
    for (const animal of companions(rng, animals.rows, [elephant, subjects[i]!], company))
      add(row, rowOf(animals, animal));
    if (deviation > 0) for (let k = 0; k < row.length; k++) row[k]! += rng.normal(0, deviation);
  }
  return out;
}

/** So many distinct animals that are neither the elephant nor the subject; all there are where there are fewer. */
function companions(rng: Rng, animals: number, not: readonly number[], count: number): number[] {
  if (count === 0) return [];
  const drawn = rng.choose(animals, Math.min(animals, count + not.length));
  return [...drawn].filter((animal) => !not.includes(animal)).slice(0, count);
}

function add(row: Float32Array, vector: Float32Array): void {
  for (let k = 0; k < row.length; k++) row[k]! += vector[k]!;
}
