import { type Backend, createAdam, createTape, type Node, type Schedule, type Tensor } from "@exampledon/compute";
import { fail, type Matrix, matrix, type Progress, throwIfAborted } from "@exampledon/core";

/** Where a network is trained, and how to watch and stop it. */
export interface TrainingContext {
  readonly backend: Backend;
  readonly signal?: AbortSignal | undefined;
  /** Called every 100 steps and after the last. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What is trained, on what. */
interface TrainingTask {
  readonly where: string;
  readonly initial: Readonly<Record<string, Matrix>>;
  readonly steps: number;
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** Fresh data of one step, as tensors are made of them: `loss` gets them in this order. */
  readonly sample: () => readonly Matrix[];
  readonly loss: (weights: Readonly<Record<string, Node>>, data: readonly Node[]) => Node;
}

/** Steps between two reads from the device. */
const LOOK_EVERY = 100;

/** Trained weights and the loss of the last step's batch before its update. */
export interface TrainedWeights {
  readonly weights: Readonly<Record<string, Matrix>>;
  readonly loss: number;
}

/**
 * Trains matrices by Adam (β 0.9 and 0.999, no weight decay) on fresh samples.
 * @throws `aborted`; `not-finite` when the loss diverges
 */
export async function trainWeights(
  { where, initial, steps, learningRate, schedule, sample, loss }: TrainingTask,
  { backend, signal, onProgress }: TrainingContext,
): Promise<TrainedWeights> {
  const names = Object.keys(initial);
  const upload = ({ rows, cols, data }: Matrix): Tensor => backend.upload(data, [rows, cols]);
  const weights = Object.fromEntries(names.map((name) => [name, backend.keep(upload(initial[name]!))]));
  const adam = createAdam(backend, weights);
  let last = Number.NaN;
  try {
    for (let step = 0; step < steps; step++) {
      throwIfAborted(signal, `${where}, step ${step}`);
      const value = backend.scope(() => {
        const tape = createTape(backend);
        const nodes = Object.fromEntries(names.map((name) => [name, tape.variable(weights[name]!)]));
        const total = loss(
          nodes,
          sample().map((data) => tape.constant(upload(data))),
        );
        const gradients = tape.gradients(
          total,
          names.map((name) => nodes[name]!),
        );
        adam.step(
          Object.fromEntries(names.map((name, i) => [name, gradients[i]!])),
          learningRate * schedule(step, steps),
        );
        return total.tensor;
      });
      const look = (step + 1) % LOOK_EVERY === 0 || step + 1 === steps;
      if (look) last = (await backend.read(value))[0]!;
      backend.dispose(value);
      if (!look) continue;
      if (!Number.isFinite(last)) {
        fail("not-finite", { where, problem: "the loss must stay finite", got: last, cure: "lower learningRate" });
      }
      onProgress?.({ step: step + 1, total: steps, label: where });
    }
    const read = async (name: string): Promise<readonly [string, Matrix]> => {
      const { rows, cols } = initial[name]!;
      return [name, matrix(rows, cols, await backend.read(weights[name]!))];
    };
    return { weights: Object.fromEntries(await Promise.all(names.map(read))), loss: last };
  } finally {
    adam.dispose();
    for (const tensor of Object.values(weights)) backend.dispose(tensor);
  }
}
