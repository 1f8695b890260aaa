import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import { versionOf } from "../src/speed/own-versions.ts";
import type { Contestant, MatmulTask, OpenTask, StepTask } from "../src/speed/protocol.ts";
import { serveContestant } from "../src/speed/serve-contestant.ts";
import { loadStep } from "./load-step.ts";

// jax-js on WebAssembly: a compiled step with its own gradients. An op takes its operands over unless they are passed as
// `.ref`.

type Arrays = Record<string, np.Array>;

const contestant: Contestant = {
  describe: async () => ({
    name: "jax-js, wasm",
    versions: { "@jax-js/jax": versionOf("@jax-js/jax"), node: process.version },
  }),
  open: async (task) => {
    if (task.kind === "matmul") return openMatmul(task);
    if (task.kind !== "step" || task.method !== "sae/l1") return "there is no jax-js program for it";
    return openStep(task);
  },
};

function openMatmul({ m, k, n }: MatmulTask): OpenTask {
  const a = np.array(new Float32Array(m * k).fill(0.5)).reshape([m, k]);
  const b = np.array(new Float32Array(k * n).fill(0.5)).reshape([k, n]);
  const product = jit((x: np.Array, y: np.Array) => np.matmul(x, y));
  return {
    run: async (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) (await blockUntilReady(product(a.ref, b.ref))).dispose();
      return { milliseconds: performance.now() - start };
    },
    close: () => {
      a.dispose();
      b.dispose();
    },
  };
}

function lossOf(coefficient: number, batch: number): (w: Arrays, x: np.Array) => np.Array {
  return (w, x) => {
    const { encoder, encoderBias, decoder, decoderBias } = w as { [name in Name]: np.Array };
    const centred = x.ref.sub(decoderBias.ref);
    const codes = nn.relu(np.matmul(centred, encoder).add(encoderBias));
    const error = np.matmul(codes.ref, decoder.ref).add(decoderBias).sub(x);
    const size = np.sum(np.sum(codes, 0).mul(np.sqrt(np.sum(np.square(decoder), 1))));
    return np
      .sum(np.square(error))
      .mul(1 / batch)
      .add(size.mul(coefficient / batch));
  };
}

type Name = "encoder" | "encoderBias" | "decoder" | "decoderBias";

function openStep(task: StepTask): OpenTask {
  const { weights: numbers, batches, coefficient, clip, adam } = loadStep(task);
  const arraysOf = (which: "data" | "first" | "second"): Arrays =>
    Object.fromEntries(
      Object.entries(numbers).map(([name, array]) => [name, np.array(array[which]).reshape([...array.shape])]),
    );
  const { beta1, beta2, epsilon } = adam(1);
  const gradient = valueAndGrad(lossOf(coefficient, task.batch));
  const step = jit((w: Arrays, first: Arrays, second: Arrays, x: np.Array, rate: np.Array, root: np.Array) => {
    const [loss, grads] = gradient(tree.ref(w), x) as [np.Array, Arrays];
    const squares = Object.values(grads).map((each) => np.sum(np.square(each.ref)));
    const norm = np.sqrt(squares.reduce((sum, each) => sum.add(each)));
    const factor = np.minimum(np.array(1), np.array(clip).div(norm.add(1e-6)));
    const next: { w: Arrays; first: Arrays; second: Arrays } = { w: {}, first: {}, second: {} };
    for (const name of Object.keys(w)) {
      const g = grads[name]!.mul(factor.ref);
      const m = first[name]!.mul(beta1).add(g.ref.mul(1 - beta1));
      const v = second[name]!.mul(beta2).add(np.square(g).mul(1 - beta2));
      const change = m.ref.div(np.sqrt(v.ref).div(root.ref).add(epsilon)).mul(rate.ref);
      next.w[name] = w[name]!.sub(change);
      next.first[name] = m;
      next.second[name] = v;
    }
    factor.dispose();
    rate.dispose();
    root.dispose();
    return { ...next, loss };
  });
  const inputs = batches.map((data) => np.array(data).reshape([task.batch, task.dim]));
  let state = { w: arraysOf("data"), first: arraysOf("first"), second: arraysOf("second") };
  let at = task.step;
  const once = async (): Promise<np.Array> => {
    const x = inputs[at % inputs.length]!;
    at++;
    const { learningRate, correction1, correction2 } = adam(at);
    const { loss, ...next } = step(
      state.w,
      state.first,
      state.second,
      x.ref,
      np.array(learningRate / correction1),
      np.array(Math.sqrt(correction2)),
    );
    state = next;
    await blockUntilReady(tree.ref(next.w)).then((done) => tree.dispose(done));
    return loss;
  };
  return {
    run: async (times) => {
      const start = performance.now();
      let loss = Number.NaN;
      for (let i = 0; i < times; i++) {
        const value = await once();
        if (i === times - 1) loss = Number(await value.jsAsync());
        else value.dispose();
      }
      return { milliseconds: performance.now() - start, loss };
    },
    close: () => {
      tree.dispose(state);
      tree.dispose(inputs);
    },
  };
}

await serveContestant(async () => {
  // It asks for the navigator to look for WebGPU.
  (globalThis as { navigator?: object }).navigator ??= {};
  await init("wasm");
  defaultDevice("wasm");
  return contestant;
});
