import {
  activeTotals,
  add,
  type Backend,
  clipGradients,
  createAdam,
  createTape,
  keepTopK,
  linearRelu,
  mul,
  sparseDecode,
  square,
  sub,
  sum,
  type Tensor,
} from "@exampledon/compute";
import { rng } from "@exampledon/core";

/** Sizes of a little autoencoder; `k` 0 for an L1 penalty. */
export interface TrainOptions {
  readonly batch: number;
  readonly dim: number;
  readonly latents: number;
  readonly k: number;
  readonly steps: number;
  /** Called before each step. */
  readonly look?: (step: number) => void;
}

/** Trains a sparse autoencoder with every kernel that one needs; returns its arrays. Leaves nothing behind. */
export async function train(
  backend: Backend,
  { batch, dim, latents, k, steps, look }: TrainOptions,
): Promise<Float32Array[]> {
  const draw = rng(5);
  const normal = (length: number, size: number): Float32Array =>
    Float32Array.from({ length }, () => size * draw.normal());
  const data = normal(4 * batch * dim, 1);
  const weights = {
    encoder: backend.upload(normal(dim * latents, dim ** -0.5), [dim, latents]),
    encoderBias: backend.fill([latents], 0),
    decoder: backend.upload(normal(latents * dim, 0.1), [latents, dim]),
    decoderBias: backend.fill([dim], 0),
  };
  const adam = createAdam(backend, weights);
  for (let step = 0; step < steps; step++) {
    look?.(step);
    backend.scope(() => {
      const tape = createTape(backend);
      const encoder = tape.variable(weights.encoder);
      const encoderBias = tape.variable(weights.encoderBias);
      const decoder = tape.variable(weights.decoder);
      const decoderBias = tape.variable(weights.decoderBias);
      const from = (step % 4) * batch * dim;
      const x = tape.constant(backend.upload(data.subarray(from, from + batch * dim), [batch, dim]));
      const rectified = linearRelu(sub(x, decoderBias), encoder, encoderBias);
      const codes = k > 0 ? keepTopK(rectified, k) : rectified;
      const error = sum(square(sub(sparseDecode(codes, decoder, decoderBias), x)));
      const loss = mul(add(error, mul(sum(activeTotals(codes)), 0.3)), 1 / batch);
      const [a, b, c, d] = tape.gradients(loss, [encoder, encoderBias, decoder, decoderBias]) as [
        Tensor,
        Tensor,
        Tensor,
        Tensor,
      ];
      const gradients = { encoder: a, encoderBias: b, decoder: c, decoderBias: d };
      adam.step(clipGradients(backend, gradients, 1).gradients, 3e-3);
    });
  }
  const arrays = await Promise.all(Object.values(weights).map((tensor) => backend.read(tensor)));
  adam.dispose();
  for (const tensor of Object.values(weights)) backend.dispose(tensor);
  return arrays;
}
