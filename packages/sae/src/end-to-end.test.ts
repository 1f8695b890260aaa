import { cpuBackend } from "@exampledon/backend-cpu";
import { add, checkGradient, createTape, spacedInputs, sub, type TargetNetwork, tanh } from "@exampledon/compute";
import { isExampledonError, matrix, rng, rowOf } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { relativeError } from "../test/fixture.ts";
import { bestCosines, mean, oneAnimalAtATime, randomDirections, readerNetwork } from "../test/planted.ts";
import { endToEnd } from "./end-to-end.ts";
import { type EndToEndLossOptions, endToEndLoss } from "./end-to-end-loss.ts";
import { l1Loss } from "./l1-loss.ts";
import type { LossInput } from "./loss.ts";

const ROUNDING = 1e-5;
const [BATCH, DIM, LATENTS] = [2, 4, 6];
const options: EndToEndLossOptions = {
  sparsity: "l1",
  k: 2,
  l1Coefficient: 0.3,
  outputError: "squared",
  outputCoefficient: 1,
  activationCoefficient: 0,
  lossReduction: "sum",
};
const shapes = [[BATCH, DIM], [DIM, LATENTS], [LATENTS], [LATENTS, DIM], [DIM]];
const identity: TargetNetwork = { inputs: DIM, outputs: DIM, sites: [], forward: (x) => x };
const inputOf = (nodes: readonly LossInput["x"][], network: TargetNetwork, scale?: number): LossInput => {
  const [x, encoder, encoderBias, decoder, decoderBias] = nodes as [LossInput["x"], ...LossInput["x"][]];
  const weights = { encoder, encoderBias, decoder, decoderBias } as LossInput["weights"];
  const setting = { dim: DIM, parts: [DIM], network };
  return { x, weights, state: {}, step: 0, steps: 1, setting, ...(scale !== undefined && { scale }) };
};
/** Two matrices and a bend between them. */
const bent: TargetNetwork = {
  inputs: DIM,
  outputs: 3,
  sites: [
    { name: "in", weights: randomDirections(rng("in"), DIM, 6) },
    { name: "out", weights: randomDirections(rng("out"), 6, 3) },
  ],
  forward: (x, linear) => linear("out", tanh(linear("in", x))),
};

describe("the loss", () => {
  // The point of this name lies away from the kinks of rectifiers and from ties.
  test.each([
    { sparsity: "l1", outputError: "squared" },
    { sparsity: "top-k", outputError: "squared" },
    { sparsity: "l1", outputError: "kl" },
  ] as const)("has the gradients of central differences, $sparsity, $outputError", async (own) => {
    const check = await checkGradient(cpuBackend(), {
      name: `end to end ${own.sparsity} ${own.outputError}`,
      inputs: spacedInputs("end to end 0", shapes, -1, 1).map((input, i) => ({ ...input, constant: i === 0 })),
      run: (nodes) => {
        const { terms } = endToEndLoss(inputOf(nodes, bent), { ...options, ...own, activationCoefficient: 0.2 });
        return Object.values(terms).reduce((sum, term) => add(sum, term));
      },
    });
    expect(check).toMatchObject({ ok: true });
  });

  const termsOf = async (make: (nodes: LossInput["x"][]) => ReturnType<typeof endToEndLoss>) => {
    const backend = cpuBackend();
    const stream = rng("weights");
    const tape = createTape(backend);
    const nodes = shapes.map((shape) =>
      tape.constant(
        backend.upload(
          Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => stream.normal()),
          shape,
        ),
      ),
    );
    const { terms } = make(nodes);
    const entries = Object.entries(terms).map(async ([name, term]) => [name, (await backend.read(term.tensor))[0]!]);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
  };

  test("with a network that hands its input on is that of the L1 autoencoder", async () => {
    const free = { ...options, decoderNorm: "free" } as const;
    const plain = await termsOf((nodes) => l1Loss(inputOf(nodes, identity), free));
    const whole = await termsOf((nodes) => endToEndLoss(inputOf(nodes, identity), options));
    expect(relativeError([whole.outputs!, whole.l1!], [plain.mse!, plain.l1!])).toBeLessThan(ROUNDING);
  });

  test("gives the network activations as they are, whatever they were multiplied by", async () => {
    const [once, scaled] = [
      await termsOf((nodes) => endToEndLoss(inputOf(nodes, identity), options)),
      await termsOf((nodes) => endToEndLoss(inputOf(nodes, identity, 4), options)),
    ];
    expect(relativeError([scaled.outputs! * 16], [once.outputs!])).toBeLessThan(ROUNDING);
  });

  test("KL is 0 where logits differ by a constant", async () => {
    const shifted: TargetNetwork = { ...identity, forward: (x) => sub(x, 3) };
    const kl = { ...options, outputError: "kl" } as const;
    const same = await termsOf((nodes) => endToEndLoss(inputOf(nodes, identity), kl));
    const moved = await termsOf((nodes) => endToEndLoss(inputOf(nodes, shifted), kl));
    expect(relativeError([moved.outputs!], [same.outputs!])).toBeLessThan(ROUNDING);
    expect(same.outputs!).toBeGreaterThan(0);
  });
});

describe("trained", () => {
  const animals = randomDirections(rng("animals"), 12, 10);
  const source = oneAnimalAtATime(animals);
  const fit = (network: TargetNetwork | undefined, params = {}) =>
    run(
      endToEnd,
      { kind: "activations", source, ...(network && { network }) },
      {
        backend: cpuBackend(),
        seed: 1,
        params: { latents: 16, steps: 1500, l1Coefficient: 0.05, ...params },
      },
    );

  test("writes only where the network reads", async () => {
    const [first, rest] = [3, 7];
    const eyes = matrix(10, first);
    for (let k = 0; k < first; k++) eyes.data[k * first + k] = 1;
    const network: TargetNetwork = {
      inputs: 10,
      outputs: first,
      sites: [{ name: "eyes", weights: eyes }],
      forward: (x, linear) => linear("eyes", x),
    };
    // Resampling would point dead latents at what is left of the activations, whoever reads it.
    const found = await fit(network, { resampleEvery: 0 });
    const firing = found.activity(source.sample(rng("x"), 400)).data;
    const live = Array.from({ length: 16 }, (_, latent) => firing.some((code, at) => at % 16 === latent && code > 0));
    expect(live.filter(Boolean).length).toBeGreaterThan(4);
    for (const latent of live.keys()) {
      if (!live[latent]) continue;
      const unread = rowOf(found.write, latent).subarray(first);
      expect(unread).toHaveLength(rest);
      expect(Math.hypot(...unread)).toBeLessThan(0.3);
    }
  });

  test("finds the features that the network reads", async () => {
    const read = matrix(4, 10, animals.data.slice(0, 40));
    const found = await fit(readerNetwork(read, 0.4));
    expect(mean(bestCosines(read, found.write))).toBeGreaterThan(0.75);
  });

  test("needs a network, of the width of the activations", async () => {
    const codeOf = async (network?: TargetNetwork) => {
      const error = await fit(network, { steps: 1 }).catch((error: unknown) => error);
      return isExampledonError(error) ? error.code : error;
    };
    expect(await codeOf()).toBe("missing-capability");
    expect(await codeOf(identity)).toBe("bad-shape");
    const odd = { ...identity, inputs: 10, forward: (x, linear) => linear("nowhere", x) } as TargetNetwork;
    expect(await codeOf(odd)).toBe("unknown-id");
  });
});
