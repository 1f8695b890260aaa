import * as tf from "@tensorflow/tfjs-core";
// Registers the gradients of all ops.
import "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import type { Contestant, MatmulTask, OpenTask, StepTask } from "../src/speed/protocol.ts";
import { serveContestant } from "../src/speed/serve-contestant.ts";
import { type AdamNumbers, loadStep } from "./load-step.ts";

// TensorFlow.js by itself: its kernels on WebAssembly, its gradients, Adam as its own ops. It has no gradient of topk.

type Weights = Readonly<Record<string, tf.Variable>>;

const contestant: Contestant = {
  describe: async () => ({
    name: `TensorFlow.js, ${tf.getBackend()}`,
    versions: { "@tensorflow/tfjs-core": tf.version_core, node: process.version },
  }),
  open: async (task) => {
    if (task.kind === "matmul") return openMatmul(task);
    if (task.kind !== "step" || task.method !== "sae/l1") return "there is no TensorFlow.js program for it";
    return openStep(task);
  },
};

function openMatmul({ m, k, n }: MatmulTask): OpenTask {
  const [a, b] = [tf.randomNormal([m, k], 0, 1, "float32", 1), tf.randomNormal([k, n], 0, 1, "float32", 2)];
  return {
    run: async (times) => {
      const start = performance.now();
      for (let i = 0; i < times; i++) tf.matMul(a, b).dispose();
      return { milliseconds: performance.now() - start };
    },
    close: () => tf.dispose([a, b]),
  };
}

function l1(w: Weights, x: tf.Tensor2D, coefficient: number): tf.Scalar {
  const codes = tf.relu(tf.add(tf.matMul(tf.sub(x, w.decoderBias!), w.encoder as tf.Tensor2D), w.encoderBias!));
  const error = tf.sub(tf.add(tf.matMul(codes as tf.Tensor2D, w.decoder as tf.Tensor2D), w.decoderBias!), x);
  const size = tf.sum(tf.mul(tf.sum(codes, 0), tf.sqrt(tf.sum(tf.square(w.decoder!), 1))));
  return tf.add(tf.div(tf.sum(tf.square(error)), x.shape[0]), tf.mul(size, coefficient / x.shape[0])) as tf.Scalar;
}

function openStep(task: StepTask): OpenTask {
  const { weights: numbers, batches, coefficient, clip, adam } = loadStep(task);
  const weights: Weights = Object.fromEntries(
    Object.entries(numbers).map(([name, { data, shape }]) => [name, tf.variable(tf.tensor(data, [...shape]))]),
  );
  const moments = Object.fromEntries(
    Object.entries(numbers).map(([name, { shape, first, second }]) => [
      name,
      [tf.variable(tf.tensor(first, [...shape])), tf.variable(tf.tensor(second, [...shape]))] as const,
    ]),
  );
  const inputs = batches.map((data) => tf.tensor2d(data, [task.batch, task.dim]));
  let { step } = task;
  const once = (): tf.Scalar =>
    tf.tidy(() => {
      const x = inputs[step % inputs.length]!;
      const { value, grads } = tf.variableGrads(() => l1(weights, x, coefficient), Object.values(weights));
      const all = Object.entries(weights).map(([name, variable]) => [name, grads[variable.name]!] as const);
      const norm = tf.sqrt(tf.addN(all.map(([, gradient]) => tf.sum(tf.square(gradient)))));
      const factor = tf.minimum(1, tf.div(clip, tf.add(norm, 1e-6)));
      step++;
      for (const [name, gradient] of all) {
        update(weights[name]!, tf.mul(gradient, factor), moments[name]!, adam(step));
      }
      return value;
    });
  return {
    run: async (times) => {
      const start = performance.now();
      let loss = Number.NaN;
      for (let i = 0; i < times; i++) {
        const value = once();
        if (i === times - 1) loss = (await value.data())[0]!;
        value.dispose();
      }
      return { milliseconds: performance.now() - start, loss };
    },
    close: () => tf.dispose([...Object.values(weights), ...Object.values(moments).flat(), ...inputs]),
  };
}

function update(
  target: tf.Variable,
  gradient: tf.Tensor,
  [first, second]: readonly [tf.Variable, tf.Variable],
  { learningRate, beta1, beta2, epsilon, correction1, correction2 }: AdamNumbers,
): void {
  first.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
  second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
  const size = tf.add(tf.div(tf.sqrt(second), Math.sqrt(correction2)), epsilon);
  target.assign(tf.sub(target, tf.mul(tf.div(first, size), learningRate / correction1)));
}

await serveContestant(async () => {
  if (!(await tf.setBackend("wasm"))) throw new Error("its WebAssembly backend does not start");
  await tf.ready();
  return contestant;
});
