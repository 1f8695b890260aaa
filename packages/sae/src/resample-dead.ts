import { type Backend, createTape, type Tensor, tensorMath } from "@exampledon/compute";
import { type Matrix, matrix } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";
import { refreshDead } from "./dead-latents.ts";
import type { Recipe } from "./recipe.ts";
import { resample } from "./resample.ts";
import type { TrainingParams } from "./training-params.ts";
import { readWeights, setDead, type TrainingState } from "./training-state.ts";
import { mapWeights } from "./weights.ts";

/**
 * Resamples the latents that are dead now, on a fresh batch, and makes them as new: their Adam moments and idle counts
 * go to 0. Old moments would push a new latent where the dead one was going; an old count would have it resampled again
 * before it can learn.
 */
export async function resampleDead<P extends TrainingParams>(
  backend: Backend,
  recipe: Recipe<P>,
  params: P,
  source: ActivationSource,
  state: TrainingState,
): Promise<void> {
  await refreshDead(backend, state, params.deadAfter);
  if (state.deadIndices.length === 0) return;
  const batch = source.sample(state.resample, params.batch);
  const residuals = await readResiduals(backend, recipe, params, state, batch);
  const weights = await readWeights(backend, state);
  const dead = state.deadIndices;
  const changed = resample(weights, residuals, dead, state.resample, recipe.initialNorms(params));
  const idle = await backend.read(state.idle);
  for (const latent of changed) idle[latent] = 0;
  overwrite(backend, state.idle, idle);
  mapWeights(state.weights, (tensor, name) => overwrite(backend, tensor, weights[name]));
  state.adam.resetColumns("encoder", changed);
  state.adam.resetRows("encoderBias", changed);
  state.adam.resetRows("decoder", changed);
  const revived = new Set(changed);
  setDead(
    backend,
    state,
    dead.filter((latent) => !revived.has(latent)),
  );
}

async function readResiduals<P extends TrainingParams>(
  backend: Backend,
  recipe: Recipe<P>,
  params: P,
  state: TrainingState,
  batch: Matrix,
): Promise<Matrix> {
  const tensor = backend.scope(() => {
    const tape = createTape(backend);
    const x = tape.constant(backend.upload(batch.data, [batch.rows, batch.cols]));
    const { reconstruction } = recipe.loss({ x, weights: mapWeights(state.weights, tape.constant) }, params);
    return tensorMath(backend).sub(x.tensor, reconstruction.tensor);
  });
  const residuals = matrix(batch.rows, batch.cols, await backend.read(tensor));
  backend.dispose(tensor);
  return residuals;
}

function overwrite(backend: Backend, target: Tensor, data: Float32Array): void {
  backend.scope(() => backend.primitives.assignInPlace(target, backend.upload(data, target.shape)));
}
