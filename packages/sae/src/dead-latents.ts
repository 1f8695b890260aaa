import type { Backend } from "@exampledon/compute";
import { setDead, type TrainingState } from "./training-state.ts";

/** Looks which latents have not fired for `deadAfter` steps and makes them count as dead; reads `[latents]` numbers. */
export async function refreshDead(backend: Backend, state: TrainingState, deadAfter: number): Promise<void> {
  const idle = await backend.read(state.idle);
  const indices: number[] = [];
  idle.forEach((steps, latent) => {
    if (steps >= deadAfter) indices.push(latent);
  });
  setDead(backend, state, indices);
}
