import { fail } from "@exampledon/core";
import { checkGradients, checkMoments, unknownParameter } from "./adam-checks.ts";
import type { AdamMoments } from "./adam-moments.ts";
import { composedAdam } from "./adam-update.ts";
import type { Backend, Tensor } from "./backend.ts";
import { showShape } from "./shapes.ts";

/** Decay rates of the moments and the number added to the denominator. */
export interface AdamOptions {
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-8. */
  readonly epsilon?: number;
}

/** An optimiser that changes its parameters in place. */
export interface Adam {
  /**
   * Takes one step; frees nothing of the caller's.
   * @throws `bad-param` when a gradient is missing or of no parameter, `bad-shape` when it does not fit
   */
  step(gradients: Readonly<Record<string, Tensor>>, learningRate: number): void;
  /** Reads the moments and the step count. */
  moments(): Promise<AdamMoments>;
  /** Continues from a checkpoint to the same bits. @throws `corrupt-file` when it is of other parameters */
  restore(moments: AdamMoments): void;
  /** Zeroes the moments of rows `[rows × …]`, or of entries of a vector, e.g. of latents that are revived. @throws `bad-param` */
  resetRows(name: string, rows: ArrayLike<number>): void;
  /** Zeroes the moments of columns of a matrix `[… × columns]`. @throws `bad-param` */
  resetColumns(name: string, columns: ArrayLike<number>): void;
  /** Frees the moments (not the parameters). */
  dispose(): void;
}

/**
 * Adam (Kingma & Ba 2015, arXiv:1412.6980): `m = β₁m + (1−β₁)g`, `v = β₂v + (1−β₂)g²`,
 * `θ −= lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)`, t from 1, no weight decay.
 * @throws `bad-param` on decay rates outside [0, 1) or ε < 0
 */
export function createAdam(
  backend: Backend,
  parameters: Readonly<Record<string, Tensor>>,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamOptions = {},
): Adam {
  if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon >= 0)) {
    fail("bad-param", {
      where: "createAdam",
      problem: "beta1 and beta2 must be in [0, 1), epsilon ≥ 0",
      got: { beta1, beta2, epsilon },
      cure: "use the defaults 0.9, 0.999, 1e-8",
    });
  }
  const update = backend.updates.adam ?? composedAdam(backend);
  const zeros = (shape: readonly number[]): Tensor => backend.keep(backend.fill(shape, 0));
  const slots = new Map(
    Object.entries(parameters).map(([name, target]) => [
      name,
      { target, first: zeros(target.shape), second: zeros(target.shape) },
    ]),
  );
  let steps = 0;

  function reset(where: string, name: string, axis: "first" | "last", indices: ArrayLike<number>): void {
    const slot = slots.get(name) ?? unknownParameter(where, name, slots);
    const { shape } = slot.target;
    const at = axis === "first" ? 0 : shape.length - 1;
    const size = shape[at] ?? 0;
    const kept = new Float32Array(size).fill(1);
    for (const index of Array.from(indices)) {
      if (!(Number.isInteger(index) && index >= 0 && index < size)) {
        fail("bad-param", {
          where,
          problem: `indices into ${name} ${showShape(shape)} must be whole numbers in [0, ${size})`,
          got: index,
          cure: "name rows or columns that exist",
        });
      }
      kept[index] = 0;
    }
    if (indices.length === 0) return;
    backend.scope(() => {
      const mask = backend.upload(
        kept,
        shape.map((_, i) => (i === at ? size : 1)),
      );
      for (const moment of [slot.first, slot.second]) {
        backend.primitives.assignInPlace(moment, backend.primitives.binary("mul", moment, mask));
      }
    });
  }

  return {
    step(gradients, learningRate) {
      checkGradients(slots, gradients);
      steps += 1;
      const numbers = {
        learningRate,
        beta1,
        beta2,
        epsilon,
        correction1: 1 - beta1 ** steps,
        correction2: 1 - beta2 ** steps,
      };
      for (const [name, { target, first, second }] of slots) update(target, gradients[name]!, first, second, numbers);
    },
    async moments() {
      const read = async (which: "first" | "second"): Promise<Record<string, Float32Array>> =>
        Object.fromEntries(
          await Promise.all([...slots].map(async ([name, slot]) => [name, await backend.read(slot[which])] as const)),
        );
      // Taken now: a step queued while the reads are pending belongs to the next checkpoint.
      const count = steps;
      const [first, second] = await Promise.all([read("first"), read("second")]);
      return { steps: count, first, second };
    },
    restore(moments) {
      checkMoments(slots, moments);
      steps = moments.steps;
      for (const [name, slot] of slots) {
        for (const which of ["first", "second"] as const) {
          backend.scope(() => {
            backend.primitives.assignInPlace(slot[which], backend.upload(moments[which][name]!, slot.target.shape));
          });
        }
      }
    },
    resetRows: (name, rows) => reset("adam.resetRows", name, "first", rows),
    resetColumns: (name, columns) => reset("adam.resetColumns", name, "last", columns),
    dispose() {
      for (const { first, second } of slots.values()) {
        backend.dispose(first);
        backend.dispose(second);
      }
      slots.clear();
    },
  };
}
