import { fail } from "@exampledon/core";
import type { Circuit } from "./circuit.ts";

/** How a circuit answers what it reads. */
export interface CircuitOptions {
  /** Default `circuit`. */
  readonly name?: string;
  /** The reading at which it starts to answer. */
  readonly threshold?: number;
  /** Slope of the answer. Default 1. */
  readonly gain?: number;
}

/**
 * A circuit that stores a fact about one feature: `relu(gain · (read · a − threshold))`. With the threshold (default ½)
 * between the interference of other features and the feature itself, it answers to the feature alone.
 * @throws `not-finite`
 */
export function factCircuit(
  read: ArrayLike<number>,
  { name = "circuit", threshold = 0.5, gain = 1 }: CircuitOptions = {},
): Circuit {
  const numbers = [...Array.from(read), threshold, gain];
  if (!numbers.every(Number.isFinite)) {
    fail("not-finite", {
      where: "factCircuit",
      problem: "read, threshold and gain must be finite",
      got: numbers.find((value) => !Number.isFinite(value)),
      cure: "check what the circuit is made of",
    });
  }
  return { name, read: Float32Array.from(read), threshold, gain, nonlinearity: "relu" };
}
