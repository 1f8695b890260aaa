import type { TargetNetwork } from "@exampledon/compute";
import type { Matrix, Rng } from "@exampledon/core";
import type { Mechanism } from "./mechanism.ts";

/** Endless inputs of a network; also an `ActivationSource`. */
export interface InputSource {
  readonly dim: number;
  /** Draws `batch` inputs `[batch × dim]`, moving `rng` on. @throws `bad-param` when batch < 1 */
  sample(rng: Rng, batch: number): Matrix;
}

/** A network laid open whose mechanisms are known, with the inputs it is made for. */
export interface KnownNetwork extends TargetNetwork {
  readonly source: InputSource;
  readonly mechanisms: readonly Mechanism[];
  /**
   * What each mechanism reads at its first part, `read · a`, `[batch × mechanisms]`; of a part of higher rank, the length
   * of that vector. @throws `bad-shape`, `not-finite`
   */
  readings(inputs: Matrix): Matrix;
  /** 1 where a mechanism is at work, else 0, `[batch × mechanisms]`. @throws `bad-shape`, `not-finite` */
  fires(inputs: Matrix): Matrix;
}
