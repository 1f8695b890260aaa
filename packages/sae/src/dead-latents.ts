import type { Backend } from "@exampledon/compute";
import { setDead, type TrainingState } from "./training-state.ts";

/** Indices of the latents that have not fired for `deadAfter` steps; reads `[latents]` numbers. */
export async function readDead(
  backend: Backend,
  { idle }: Pick<TrainingState, "idle">,
  deadAfter: number,
): Promise<readonly number[]> {
  const indices: number[] = [];
  (await backend.read(idle)).forEach((steps, latent) => {
    if (steps >= deadAfter) indices.push(latent);
  });
  return indices;
}

/** Looks which latents are dead and makes them count as such. */
export async function refreshDead(backend: Backend, state: TrainingState, deadAfter: number): Promise<void> {
  setDead(backend, state, await readDead(backend, state, deadAfter));
}
