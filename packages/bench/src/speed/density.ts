import { matrix, multiply } from "@exampledon/core";
import { readArrays } from "./arrays-file.ts";
import type { StepTask } from "./protocol.ts";
import type { StoredState } from "./step-task.ts";

/** Samples that the share is counted on. */
const SAMPLES = 64;

/**
 * Share of codes that are not 0 before anything is selected, `(x − b_dec) W_enc + b_enc` above 0 or above the latent's
 * threshold: what a dense decoder multiplies in vain is the rest. TopK methods keep k of them.
 */
export function codeDensity({ data, dim, latents }: StepTask, { numbers }: StoredState): number {
  const weight = (name: string): Float32Array | undefined =>
    numbers.find((array) => array.name === `weights/${name}`)?.data;
  const encoder = weight("encoder");
  if (!encoder) return Number.NaN;
  const x = readArrays(data).batches!.data.slice(0, SAMPLES * dim);
  const decoderBias = weight("decoderBias");
  const centred = x.map((value, at) => value - (decoderBias?.[at % dim] ?? 0));
  const h = multiply(matrix(x.length / dim, dim, centred), matrix(dim, latents, encoder));
  const [bias, threshold] = [weight("encoderBias"), weight("threshold")];
  let active = 0;
  h.data.forEach((value, at) => {
    if (value + (bias?.[at % latents] ?? 0) > (threshold?.[at % latents] ?? 0)) active++;
  });
  return active / h.data.length;
}
