import { matrix, rng } from "@exampledon/core";
import { createDecomposition } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { decoderLengths, exportDecomposition, type TrainedForm } from "./export-decomposition.ts";

const [DIM, LATENTS] = [4, 7];
const ROUNDING = 1e-5;
const stream = rng(1);
const draw = (length: number) => Float32Array.from({ length }, () => stream.normal());

const decoderBias = draw(DIM);
const decoder = draw(LATENTS * DIM);
const lengths = decoderLengths(decoder, LATENTS);
const thresholds = Float32Array.from(lengths, (length) => 0.3 * length);
const form: TrainedForm = {
  encoder: draw(DIM * LATENTS),
  encoderBias: draw(LATENTS),
  decoder,
  center: decoderBias,
  offset: decoderBias,
  activation: { kind: "threshold", thresholds },
};
const x = matrix(20, DIM, draw(20 * DIM));
const times = (data: Float32Array, factor: number) => data.map((value) => value * factor);
const options = { method: "sae/test", params: {}, latents: LATENTS };

test("a scale of the input is folded into biases, thresholds and offset, the decoder bias included", () => {
  const scale = 0.01;
  const folded = exportDecomposition(form, { ...options, scale });
  const unfolded = exportDecomposition(form, options);
  const scaled = matrix(x.rows, DIM, times(x.data, scale));
  expect(relativeError(folded.reconstruct(x).data, times(unfolded.reconstruct(scaled).data, 1 / scale))).toBeLessThan(
    ROUNDING,
  );
  expect(relativeError(folded.activity(x).data, times(unfolded.activity(scaled).data, 1 / scale))).toBeLessThan(
    ROUNDING,
  );
  // Sensitive to what is forgotten: without its share of the scale the offset alone would be off by a factor of 100.
  expect(relativeError(folded.offset, times(decoderBias, 1 / scale))).toBeLessThan(ROUNDING);
});

test("lengths of decoder rows go into activity, which says the same as the arrays as they were trained", () => {
  const found = exportDecomposition(form, options);
  const read = matrix(LATENTS, DIM);
  for (let i = 0; i < LATENTS; i++)
    for (let j = 0; j < DIM; j++) read.data[i * DIM + j] = form.encoder[j * LATENTS + i]!;
  const plain = createDecomposition({
    method: "sae/test",
    params: {},
    read,
    write: matrix(LATENTS, DIM, decoder),
    offset: decoderBias,
    center: decoderBias,
    bias: form.encoderBias,
    activation: { kind: "threshold", thresholds: new Float32Array(LATENTS).fill(0.3) },
  });
  expect(relativeError(found.activity(x).data, plain.activity(x).data)).toBeLessThan(ROUNDING);
  expect(relativeError(found.reconstruct(x).data, plain.reconstruct(x).data)).toBeLessThan(ROUNDING);
});
