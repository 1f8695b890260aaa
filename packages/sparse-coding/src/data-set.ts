import { type Matrix, type RngState, throwIfAborted } from "@exampledon/core";
import { type ActivationSource, type FitContext, unpackRng } from "@exampledon/decomposer";

/** Samples that a method draws once and returns to. */
export interface DataSet {
  /** The random stream before the draw: a checkpoint draws the same samples again instead of holding them. */
  readonly start: RngState;
  /** `[count × dim]`, drawn at the first call. @throws `aborted` when the signal fired while they were drawn */
  samples(): Matrix;
}

/** The data set of a fit: a new one, or that of the checkpoint it resumes, which needs a source that gives it again. */
export function dataSet(method: string, source: ActivationSource, count: number, context: FitContext): DataSet {
  const { rng, signal, resume } = context;
  const stream = resume ? unpackRng(`${method}: state.data`, resume.state.data) : rng.split("data");
  const start = stream.state();
  let drawn: Matrix | undefined;
  return {
    start,
    samples: () => {
      if (!drawn) {
        drawn = source.sample(stream, count);
        throwIfAborted(signal, method);
      }
      return drawn;
    },
  };
}
