import { type Matrix, matrix, transpose } from "@exampledon/core";
import type { InitialInput, Initialisation } from "./initialisation.ts";
import { overlap } from "./overlap.ts";
import { scaleRows, withFirstRows } from "./rows.ts";

/** How small the components that no neuron took start, beside `overlap`. */
const SPARE = 0.02;

/** One component for each output: it writes that output and reads its column of the weights. For sites before a nonlinearity. */
export const outputNeurons: Initialisation = {
  title: "one component for each output",
  factors: async (input) =>
    withFirstRows(await spares(input), { read: transpose(input.weights), write: identity(input.weights.cols) }),
};

/** One component for each input: it reads that input and writes its row of the weights. For sites after a nonlinearity. */
export const inputNeurons: Initialisation = {
  title: "one component for each input",
  factors: async (input) =>
    withFirstRows(await spares(input), { read: identity(input.weights.rows), write: input.weights }),
};

/** Small random components, for what remains. */
export async function spares(input: InitialInput): ReturnType<Initialisation["factors"]> {
  const { read, write } = await overlap.factors(input);
  const small = new Float64Array(input.count).fill(SPARE);
  return { read: scaleRows(read, small), write: scaleRows(write, small) };
}

function identity(size: number): Matrix {
  const out = matrix(size, size);
  for (let i = 0; i < size; i++) out.data[i * (size + 1)] = 1;
  return out;
}
