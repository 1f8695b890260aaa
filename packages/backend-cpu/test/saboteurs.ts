import type { Backend, Primitives, Tensor } from "@exampledon/compute";
import { cpuBackend } from "../src/index.ts";

/** The scalar CPU backend with one thing broken, and the checks that must notice. */
export interface Saboteur {
  readonly name: string;
  readonly fails: readonly string[];
  make(): Backend;
}

type Change = (primitives: Primitives) => Partial<Primitives>;

/** Replaces some primitives. */
function broken(name: string, fails: readonly string[], change: Change): Saboteur {
  return {
    name,
    fails,
    make: () => {
      const good = cpuBackend({ kernels: "scalar" });
      return { ...good, primitives: { ...good.primitives, ...change(good.primitives) } };
    },
  };
}

/** Replaces part of the backend itself. */
function brokenStore(name: string, fails: readonly string[], change: (good: Backend) => Partial<Backend>): Saboteur {
  return {
    name,
    fails,
    make: () => {
      const good = cpuBackend({ kernels: "scalar" });
      return { ...good, ...change(good) };
    },
  };
}

/** The numbers behind a tensor of the CPU backend. */
function numbers(tensor: Tensor): Float32Array {
  return (tensor as unknown as { data: Float32Array }).data;
}

/** One saboteur per kind of mistake. */
export const saboteurs: readonly Saboteur[] = [
  broken("transposes A where it happens to fit as it is", ["matmul-transposed", "gradient-matmul"], (p) => ({
    matmul: (a, b, options = {}) => {
      const square = a.shape.at(-1) === a.shape.at(-2);
      return p.matmul(a, b, square ? { ...options, transposeA: false } : options);
    },
  })),
  broken("repeats columns where rows are meant", ["binary-broadcast"], (p) => ({
    binary: (name, a, b) => {
      const column = a.shape.length === 2 && b.shape.length === 2 && b.shape[1] === 1 && a.shape[0] === b.shape[0];
      if (!column || a.shape[1] === 1) return p.binary(name, a, b);
      const out = p.binary(name, a, b);
      numbers(out).fill(0);
      return out;
    },
  })),
  broken("gives the highest index among ties", ["top-k-ties"], (p) => ({
    topK: (x, k) => {
      const { values, indices } = p.topK(x, k);
      const width = x.shape.at(-1)!;
      const data = numbers(x);
      numbers(indices).forEach((index, at) => {
        const row = Math.floor(at / k) * width;
        const taken = numbers(indices).subarray(Math.floor(at / k) * k, at);
        for (let j = width - 1; j > index; j--) {
          if (data[row + j] === data[row + index] && !taken.includes(j)) {
            numbers(indices)[at] = j;
            return;
          }
        }
      });
      return { values, indices };
    },
  })),
  broken("leaks a temporary", ["live-counts-return"], (p) => ({
    reduce: (...rest) => {
      p.reduce(...rest);
      return p.reduce(...rest);
    },
  })),
  broken(
    "returns its input where nothing changes",
    [
      "inputs-unchanged",
      "live-counts-return",
      "refuses-freed-tensors",
      "refuses-tensors-of-another-backend",
      "results-own-their-numbers",
      "same-bits-twice",
    ],
    (p) => ({
      reshape: (x, shape) => (shape.join() === x.shape.join() ? x : p.reshape(x, shape)),
    }),
  ),
  broken("writes into its input", ["inputs-unchanged", "same-bits-twice", "scope-frees-all-but-its-result"], (p) => ({
    unary: (name, x) => {
      const out = p.unary(name, x);
      numbers(x).set(numbers(out));
      return out;
    },
  })),
  broken(
    "shares storage between input and result",
    ["fused-linearRelu", "fused-sparseDecode", "inputs-unchanged", "results-own-their-numbers", "same-bits-twice"],
    (p) => ({
      reshape: (x, shape) => {
        const out = p.reshape(x, shape);
        Object.assign(out, { dense: (x as unknown as { dense: unknown }).dense });
        return out;
      },
    }),
  ),
  broken("turns NaN into 0 in a relu", ["unary-not-finite"], (p) => ({
    unary: (name, x) => {
      const out = p.unary(name, x);
      if (name === "relu")
        numbers(out).forEach((value, i) => {
          if (Number.isNaN(value)) numbers(out)[i] = 0;
        });
      return out;
    },
  })),
  broken("skips zeros whatever they meet", ["matmul-not-finite"], (p) => ({
    matmul: (a, b, options) => {
      const out = p.matmul(a, b, options);
      numbers(out).forEach((value, i) => {
        if (Number.isNaN(value)) numbers(out)[i] = 0;
      });
      return out;
    },
  })),
  broken("gives other last bits on every run", ["same-bits-twice"], (p) => {
    let run = 0;
    return {
      reduce: (...rest) => {
        const out = p.reduce(...rest);
        numbers(out)[0]! *= 1 + ((run++ % 3) + 1) * 1.2e-7;
        return out;
      },
    };
  }),
  broken("overwrites repeated indices", ["scatter-add"], (p) => ({
    scatterAdd: (x, indices, axis, size) => {
      const out = p.scatterAdd(x, indices, axis, size);
      if (axis === 0 && x.shape.length === 1)
        numbers(indices).forEach((to, from) => {
          numbers(out)[to] = numbers(x)[from]!;
        });
      return out;
    },
  })),
  brokenStore("accepts empty tensors", ["refuses-empty-sizes"], (good) => ({
    fill: (shape, value) =>
      good.fill(
        shape.map((size) => (size === 0 ? 1 : size)),
        value,
      ),
  })),
  brokenStore("hands out its own memory", ["upload-and-read-copy"], () => {
    const good = cpuBackend({ kernels: "scalar" });
    return {
      ...good,
      read: async (tensor) => {
        await good.read(tensor);
        return numbers(tensor);
      },
    };
  }),
  brokenStore("forgets what a throwing scope made", ["scope-frees-when-its-body-throws"], (good) => ({
    scope: (body) => {
      let failure: { error: unknown } | undefined;
      const result = good.scope(() => {
        try {
          return body();
        } catch (error) {
          failure = { error };
          good.keep(good.fill([1], 0));
          return undefined as never;
        }
      });
      if (failure) throw failure.error;
      return result;
    },
  })),
  brokenStore("frees kept tensors with their scope", ["keep-outlives-scopes", "refuses-freed-tensors"], () => ({
    keep: (tensor) => tensor,
  })),
  brokenStore("lets a tensor be freed twice", ["refuses-to-free-twice"], (good) => ({
    dispose: (tensor) => {
      if (numbers(tensor)) good.dispose(tensor);
    },
  })),
  brokenStore("masks the wrong units in a fused kernel", ["fused-linearRelu", "gradient-linear-relu"], (good) => ({
    fused: {
      ...good.fused,
      linearRelu: {
        ...good.fused.linearRelu!,
        backward: (context, attributes) =>
          good.fused.linearRelu!.backward({ ...context, output: good.fill(context.output.shape, 1) }, attributes),
      },
    },
  })),
  brokenStore("forgets the bias correction of Adam", ["update-adam"], (good) => ({
    updates: {
      adam: (target, gradient, first, second, step) =>
        good.updates.adam!(target, gradient, first, second, { ...step, correction2: 1 }),
    },
  })),
];
