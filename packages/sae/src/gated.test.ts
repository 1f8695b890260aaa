import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { expect, test } from "vitest";
import { firstBatch, subjectOf } from "../test/agreement.ts";
import { numberOf } from "../test/fixture.ts";
import { oneAnimalAtATime, randomDirections } from "../test/planted.ts";
import { decoderLengths } from "./export-decomposition.ts";
import { gated, gatedAutoencoder } from "./gated.ts";

const source = oneAnimalAtATime(randomDirections(rng("animals"), 30, 12));

/** Mean length of decoder rows after a fit. */
async function meanLength(params: { freezeDecoder: boolean; decoderNorm: "free" }): Promise<number> {
  let lengths: Float64Array = new Float64Array();
  await run(
    gated,
    { kind: "activations", source },
    {
      backend: cpuBackend(),
      params: { latents: 36, steps: 300, batch: 64, resampleEvery: 0, initNorm: 0.5, ...params },
      seed: 1,
      onStep: async (step) => {
        const { state } = await step.checkpoint();
        const { data } = (state as { weights: { decoder: { data: string } } }).weights.decoder;
        const bytes = Buffer.from(data, "base64");
        lengths = decoderLengths(
          new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
          36,
        );
      },
    },
  );
  return lengths.reduce((sum, length) => sum + length / 36, 0);
}

test("frozen decoder rows that are free in length shrink to evade the penalty; those that learn with the gates do not", async () => {
  expect(await meanLength({ freezeDecoder: true, decoderNorm: "free" })).toBeLessThan(0.25);
  expect(await meanLength({ freezeDecoder: false, decoderNorm: "free" })).toBeGreaterThan(0.5);
});

test("a frozen decoder learns nothing from the gates' term, but its bias does where it is subtracted", async () => {
  const gradientsWith = async (freezeDecoder: boolean) => {
    const subject = subjectOf("gated", gatedAutoencoder, {
      params: (fixture) => ({ l1Coefficient: numberOf(fixture, "l1_coefficient"), freezeDecoder, decoderNorm: "free" }),
    });
    const { loss, weights } = firstBatch(subject);
    const gradients = loss.codes.tape.gradients(loss.terms.aux!, [weights.decoder!, weights.decoderBias!]);
    const read = await Promise.all(gradients.map((tensor) => subject.backend.read(tensor)));
    return read.map((values) => values.some((value) => value !== 0));
  };
  expect(await gradientsWith(true)).toEqual([false, true]);
  expect(await gradientsWith(false)).toEqual([true, true]);
});
