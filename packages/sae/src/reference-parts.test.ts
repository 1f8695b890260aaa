import type { Matrix } from "@exampledon/core";
import { testAgreement } from "../test/agreement.ts";
import {
  arraysOf,
  type Fixture,
  type FixtureTensor,
  type FixtureTensors,
  matrixOf,
  numberOf,
} from "../test/fixture.ts";
import { columnsOfPart } from "./columns-of-part.ts";
import { crosscoderAutoencoder } from "./crosscoder.ts";
import { transcoderAutoencoder } from "./transcoder.ts";

/** Tensors `[rows × columns]` side by side. */
function beside(...tensors: readonly FixtureTensor[]): FixtureTensor {
  const rows = tensors[0]!.shape[0]!;
  const data = Array.from({ length: rows }, (_, i) =>
    tensors.flatMap(({ shape, data }) => data.slice(i * shape[1]!, (i + 1) * shape[1]!)),
  ).flat();
  return { shape: [rows, data.length / rows], data };
}

const joined = (...tensors: readonly (FixtureTensor | undefined)[]): Matrix =>
  matrixOf(beside(...(tensors as FixtureTensor[])));

for (const name of ["transcoder", "skip-transcoder"]) {
  const parts = (fixture: Fixture): number[] => [numberOf(fixture, "d_in"), numberOf(fixture, "d_out")];
  testAgreement(name, transcoderAutoencoder, {
    params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient"), skip: name === "skip-transcoder" }),
    parts,
    join: ({ input, target }) => joined(input, target),
    outputs: (reconstructed, fixture) => columnsOfPart(reconstructed, parts(fixture), 1),
  });
}

/** The arrays of both parts as one: encoders below each other, decoders side by side. */
function joinedArrays(tensors: FixtureTensors | undefined): Readonly<Record<string, Float32Array>> {
  const { W_enc_a, W_enc_b, b_enc, W_dec_a, W_dec_b, b_dec_a, b_dec_b } = tensors as Record<string, FixtureTensor>;
  return {
    ...arraysOf({ b_enc: b_enc!, W_dec: beside(W_dec_a!, W_dec_b!) }),
    encoder: Float32Array.from([...W_enc_a!.data, ...W_enc_b!.data]),
    decoderBias: Float32Array.from([...b_dec_a!.data, ...b_dec_b!.data]),
  };
}

testAgreement("crosscoder", crosscoderAutoencoder, {
  params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient") }),
  parts: ({ hyperparameters }) => {
    const { a, b } = hyperparameters.d_in as unknown as { a: number; b: number };
    return [a, b];
  },
  join: ({ a, b }) => joined(a, b),
  arrays: joinedArrays,
  terms: ({ mse_a, mse_b, l1 }) => ({ mse: mse_a! + mse_b!, l1: l1! }),
  reconstruction: ({ reconstruction_a, reconstruction_b }) => beside(reconstruction_a!, reconstruction_b!),
});
