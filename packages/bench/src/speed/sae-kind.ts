import { cpuBackend } from "@exampledon/backend-cpu";
import { defaultsOf, fail, matrix, multiply, type ParamSpec, type ParamsOf, rng } from "@exampledon/core";
import { type Checkpoint, type DecomposerDefinition, sourceOf } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { saeMethods } from "@exampledon/sae";
import { firstStep } from "./first-step.ts";
import type { StepKind } from "./step-kind.ts";
import { BATCHES, FIRST_BATCH, STEPS, type StepSizes } from "./step-sizes.ts";

/** Samples that the density is counted on. */
const SAMPLES = 64;

/** Sparse autoencoders on the thread's geometry: `latents` animals in `dim` attributes, one to three at once. */
export const saeKind: StepKind = {
  name: ({ method, batch, dim, latents }) => `${method}, batch ${batch}, ${dim} → ${latents}`,
  params: stepParams,
  fit: ({ method }, source) => ({ method: methodOf(method), input: { kind: "activations", source } }),
  data: (sizes) => {
    const { data } = worldOf(sizes).sample(rng(0).split("batches"), BATCHES * sizes.batch).activations;
    return [{ name: "batches", shape: [BATCHES, sizes.batch, sizes.dim], data }];
  },
  first: (sizes): Promise<Checkpoint> => {
    const params = { ...stepParams(sizes), batch: FIRST_BATCH };
    if ("k" in params) Object.assign(params, { k: Math.min(Number(params.k), sizes.latents) });
    return firstStep(saeKind.fit(sizes, sourceOf(worldOf(sizes))), {
      backend: cpuBackend(),
      params,
      seed: 0,
      every: 1,
    });
  },
  draws: () => [],
  // Of codes before anything is selected, `(x − b_dec) W_enc + b_enc` above 0 or above the latent's threshold: what a
  // dense decoder multiplies in vain is the rest. TopK methods keep k of them.
  density: ({ dim, latents }, data, state) => {
    const weight = (name: string): Float32Array | undefined =>
      state.find((array) => array.name === `weights/${name}`)?.data;
    const encoder = weight("encoder");
    if (!encoder) return Number.NaN;
    const x = data.find(({ name }) => name === "batches")!.data.slice(0, SAMPLES * dim);
    const decoderBias = weight("decoderBias");
    const centred = x.map((value, at) => value - (decoderBias?.[at % dim] ?? 0));
    const h = multiply(matrix(x.length / dim, dim, centred), matrix(dim, latents, encoder));
    const [bias, threshold] = [weight("encoderBias"), weight("threshold")];
    let active = 0;
    h.data.forEach((value, at) => {
      if (value + (bias?.[at % latents] ?? 0) > (threshold?.[at % latents] ?? 0)) active++;
    });
    return active / h.data.length;
  },
  // Five products of `batch × dim × latents`.
  operations: ({ batch, dim, latents }) => 10 * batch * dim * latents,
};

/** Defaults without resampling and AuxK, whose cost depends on which latents are dead, and with k = 32 where there is a k. */
function stepParams({ method, batch, latents, k = 32 }: StepSizes): ParamsOf<ParamSpec> {
  const { params: spec } = methodOf(method);
  const wanted = { batch, latents, k, steps: STEPS, resampleEvery: 0, auxCoefficient: 0 };
  const taken = Object.entries(wanted).filter(([name]) => name in spec);
  return { ...defaultsOf(spec), ...Object.fromEntries(taken) };
}

function worldOf({ latents, dim }: StepSizes): ReturnType<typeof spanned.build> {
  return spanned.build(rng(0).split("world"), { animals: latents, attributes: dim, activeMax: 3 });
}

function methodOf(id: string): DecomposerDefinition {
  return (
    saeMethods.find((method) => method.id === id) ??
    fail("unknown-id", {
      where: "exampledon bench",
      problem: `the methods are ${saeMethods.map((method) => method.id).join(", ")}`,
      got: id,
      cure: "use one of these",
    })
  );
}
