import { type Backend, createTape, type Tensor, tensorMath } from "@exampledon/compute";
import { type Matrix, matrix } from "@exampledon/core";
import { type ActivationSource, readArrays } from "@exampledon/decomposer";
import { refreshDead } from "./dead-latents.ts";
import { lossOf, type StepContext } from "./train-step.ts";
import type { TrainingParams } from "./training-params.ts";
import { setDead, type TrainingState } from "./training-state.ts";
import { mapWeights } from "./weights.ts";

/**
 * Resamples the latents that are dead now, on a fresh batch, and makes them as new: their Adam moments and idle counts
 * go to 0. Old moments would push a new latent where the dead one was going; an old count would have it resampled again
 * before it can learn.
 */
export async function resampleDead<P extends TrainingParams>(
  context: StepContext<P>,
  source: ActivationSource,
  state: TrainingState,
): Promise<void> {
  const { backend, recipe, params, layout } = context;
  await refreshDead(backend, state, params.deadAfter);
  if (state.deadIndices.length === 0) return;
  const samples = await readSamples(context, state, source.sample(state.resample, params.batch));
  const weights = await readArrays(backend, state.weights);
  const dead = state.deadIndices;
  const changed = recipe.revive({ weights, ...samples, dead, rng: state.resample }, params);
  const idle = await backend.read(state.idle);
  for (const latent of changed) idle[latent] = 0;
  overwrite(backend, state.idle, idle);
  for (const [name, { latentAxis, trained }] of Object.entries(layout.weights)) {
    overwrite(backend, state.weights[name]!, weights[name]!);
    if (trained === false) continue;
    if (latentAxis === "last") state.adam.resetColumns(name, changed);
    if (latentAxis === "first") state.adam.resetRows(name, changed);
  }
  const revived = new Set(changed);
  setDead(
    backend,
    state,
    dead.filter((latent) => !revived.has(latent)),
  );
}

/** Samples as the loss sees them, and what is left over of each. */
async function readSamples<P extends TrainingParams>(
  context: StepContext<P>,
  state: TrainingState,
  batch: Matrix,
): Promise<{ readonly inputs: Matrix; readonly residuals: Matrix }> {
  const { backend } = context;
  const [seen, left] = backend.scope(() => {
    const weights = mapWeights(state.weights, createTape(backend).constant);
    // Without the list of dead latents no auxiliary loss is computed.
    const { x, loss } = lossOf(context, { ...state, dead: undefined }, batch, weights);
    return [x.tensor, tensorMath(backend).sub((loss.target ?? x).tensor, loss.reconstruction.tensor)];
  }) as [Tensor, Tensor];
  const [inputs, residuals] = (await Promise.all([backend.read(seen), backend.read(left)])) as [
    Float32Array,
    Float32Array,
  ];
  const columns = left.shape[1]!;
  for (const tensor of [seen, left]) backend.dispose(tensor);
  return { inputs: matrix(batch.rows, batch.cols, inputs), residuals: matrix(batch.rows, columns, residuals) };
}

function overwrite(backend: Backend, target: Tensor, data: Float32Array): void {
  backend.scope(() => backend.primitives.assignInPlace(target, backend.upload(data, target.shape)));
}
