import type { Backend, Tensor } from "@exampledon/compute";
import { type Matrix, matrix, rowOf, selectRows } from "@exampledon/core";
import {
  type ActivationSource,
  createDecomposition,
  type DecomposerDefinition,
  type Decomposition,
  type FitContext,
  type FitStep,
  identity,
  kMeans,
  oracle,
  packFloats,
  pca,
  random,
} from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { describeDecomposer } from "../vitest.ts";
import { decomposerChecks } from "./decomposer-checks.ts";

/** The baselines compute without a backend; this one counts what a saboteur leaves behind. */
function countingBackend(): Backend {
  const alive = new Set<Tensor>();
  const fill: Backend["fill"] = (shape) => {
    const tensor = { shape, backend: "counting" };
    alive.add(tensor);
    return tensor;
  };
  const backend: Partial<Backend> = {
    name: "counting",
    capabilities: { deterministic: true, maxElements: 1 },
    fill,
    dispose: (tensor) => void alive.delete(tensor),
    flush: async () => {},
    live: () => ({ tensors: alive.size, bytes: 0 }),
  };
  return backend as Backend;
}

const makeBackend = countingBackend;

describeDecomposer(oracle, { makeBackend });
describeDecomposer(pca, { makeBackend, params: { samples: 4000 }, recoveryParams: {} });
describeDecomposer(kMeans, { makeBackend, params: { components: 24, iterations: 7, batch: 256 } });
describeDecomposer(random, {
  makeBackend,
  params: { components: 16 },
  expectedFailures: { "beats-random": "it is random" },
});
describeDecomposer(identity, {
  makeBackend,
  expectedFailures: { "beats-random": "the planted directions do not lie along the axes" },
});

/** A saboteur: k-means with one thing broken, and every check that must notice. */
interface Saboteur {
  readonly name: string;
  readonly fails: readonly string[];
  readonly change: (good: DecomposerDefinition) => DecomposerDefinition;
}

/** Changes the returned decomposition. */
function result(
  change: (found: Decomposition, params: Readonly<Record<string, unknown>>) => Decomposition,
): Saboteur["change"] {
  return (good) => ({
    ...good,
    async *fit(input, params, context) {
      return change(yield* good.fit(input, params, context), params);
    },
  });
}

/** Changes each report. */
function report(change: (step: FitStep) => FitStep): Saboteur["change"] {
  return (good) => ({
    ...good,
    async *fit(input, params, context) {
      const fit = good.fit(input, params, context);
      while (true) {
        const next = await fit.next();
        if (next.done) return next.value;
        yield change(next.value);
      }
    },
  });
}

/** Changes the context of the fit. */
function contextual(change: (context: FitContext) => FitContext): Saboteur["change"] {
  return (good) => ({ ...good, fit: (input, params, context) => good.fit(input, params, change(context)) });
}

/** Changes what the fit draws. */
function sampling(
  change: (drawn: () => Matrix, source: ActivationSource, batch: number) => Matrix,
): Saboteur["change"] {
  return (good) => ({
    ...good,
    fit: ({ kind, source }, params, context) => {
      const sample: ActivationSource["sample"] = (rng, batch) => change(() => source.sample(rng, batch), source, batch);
      return good.fit({ kind, source: { dim: source.dim, sample } }, params, context);
    },
  });
}

/** Throws what is no typed error when it meets such a batch. */
function breaksOn(check: string, odd: (rows: readonly Float32Array[]) => boolean): Saboteur {
  return {
    name: `breaks down on ${check}`,
    fails: [check],
    change: sampling((draw) => {
      const drawn = draw();
      if (odd(Array.from({ length: drawn.rows }, (_, i) => rowOf(drawn, i)))) throw new TypeError("singular");
      return drawn;
    }),
  };
}

let runs = 0;

const saboteurs: readonly Saboteur[] = [
  { name: "says nothing about itself", fails: ["metadata"], change: (good) => ({ ...good, summary: "" }) },
  { name: "signs with another name", fails: ["runs"], change: result((found) => ({ ...found, method: "other/name" })) },
  {
    name: "writes into the batches it draws",
    fails: ["leaves-inputs-alone"],
    change: sampling((draw) => {
      const drawn = draw();
      drawn.data[0] = 0.5;
      return drawn;
    }),
  },
  {
    name: "counts its runs into the result",
    // Whatever compares two runs must notice.
    fails: ["same-seed-same-bits", "pulling-changes-nothing", "peek", "resume"],
    change: result((found, params) => {
      const { read, write, dim } = found;
      const offset = new Float32Array(dim).fill(++runs);
      return createDecomposition({
        method: found.method,
        params,
        read,
        write,
        offset,
        activation: { kind: "top-k", k: 1 },
      });
    }),
  },
  {
    name: "claims not to be stochastic",
    fails: ["seed-matters-iff-stochastic"],
    change: (good) => ({ ...good, tags: { ...good.tags, stochastic: false } }),
  },
  {
    name: "forgets its offset in JSON",
    fails: ["json-round-trip"],
    change: result((found) => ({
      ...found,
      toJSON: () => ({ ...found.toJSON(), offset: packFloats(new Float32Array(found.dim).fill(1)) }),
    })),
  },
  {
    name: "loses a read row",
    // Odd data must give a sound result too.
    fails: [
      "shapes",
      "odd-data-constant-column",
      "odd-data-duplicate-rows",
      "odd-data-one-sample",
      "odd-data-all-zeros",
    ],
    change: result((found) => ({ ...found, read: selectRows(found.read, [0]) })),
  },
  {
    name: "has a write row that is a little long",
    fails: ["unit-write-rows"],
    change: result((found) => ({
      ...found,
      write: { ...found.write, data: found.write.data.map((v, at) => (at < found.dim ? v * 1.02 : v)) },
    })),
  },
  {
    name: "has long write rows, which makes dot products beat the oracle's",
    fails: ["unit-write-rows", "below-oracle"],
    change: result((found) => ({ ...found, write: { ...found.write, data: found.write.data.map((v) => v * 2) } })),
  },
  {
    name: "reports NaN",
    fails: ["all-finite"],
    change: report((step) => ({ ...step, losses: { distance: Number.NaN } })),
  },
  {
    name: "reads without a rectifier",
    fails: ["activity-sign"],
    change: result((found, params) => {
      const { method, read, write, offset } = found;
      return createDecomposition({ method, params, read, write, offset, activation: { kind: "identity" } });
    }),
  },
  {
    name: "takes any activations",
    fails: ["refuses-bad-activations"],
    change: result((found) => ({
      ...found,
      activity: (x) => {
        try {
          return found.activity(x);
        } catch {
          return { rows: x.rows, cols: found.components, data: new Float32Array(x.rows * found.components) };
        }
      },
    })),
  },
  breaksOn("odd-data-constant-column", (rows) => rows.every((row) => row[0] === 3)),
  breaksOn("odd-data-duplicate-rows", (rows) => new Set(rows.map((row) => row.join())).size === 2),
  breaksOn(
    "odd-data-one-sample",
    (rows) => new Set(rows.map((row) => row.join())).size === 1 && rows[0]!.some(Boolean),
  ),
  breaksOn("odd-data-all-zeros", (rows) => rows.every((row) => !row.some(Boolean))),
  {
    name: "swallows the errors of its source",
    fails: ["bad-data"],
    change: sampling((drawn, { dim }, batch) => {
      try {
        return drawn();
      } catch {
        return matrix(batch, dim);
      }
    }),
  },
  {
    name: "promises more steps than it takes",
    fails: ["honest-steps"],
    change: report((step) => ({ ...step, total: step.total * 2 })),
  },
  {
    name: "learns otherwise when watched less often",
    fails: ["pulling-changes-nothing"],
    change: contextual((context) => ({ ...context, rng: context.rng.split(context.every ?? 0) })),
  },
  {
    name: "cannot be looked at",
    fails: ["peek"],
    change: report((step) => ({ ...step, peek: () => Promise.reject(new TypeError("not now")) })),
  },
  {
    name: "starts again instead of resuming",
    fails: ["resume"],
    change: contextual((context) => ({ ...context, resume: undefined })),
  },
  {
    name: "resumes with a fresh random stream",
    fails: ["resume"],
    change: contextual(({ resume, ...context }) =>
      resume
        ? { ...context, resume: { ...resume, state: { ...resume.state, data: context.rng.split("data").state() } } }
        : context,
    ),
  },
  {
    name: "does not look at the signal",
    fails: ["aborts-within-one-step"],
    change: contextual((context) => ({ ...context, signal: undefined })),
  },
  {
    name: "frees its tensors only when it gets to the end",
    fails: ["no-leaks"],
    change: (good) => ({
      ...good,
      async *fit(input, params, context) {
        const tensor = context.backend.fill([1], 0);
        const found = yield* good.fit(input, params, context);
        context.backend.dispose(tensor);
        return found;
      },
    }),
  },
  {
    name: "looks at the truth",
    fails: ["does-not-peek-at-the-truth"],
    change: (good) => ({
      ...good,
      fit: (input, params, context) =>
        input.truth ? good.fit(input, params, context) : good.fit(input, params, context),
    }),
  },
  {
    name: "collapses to one direction",
    fails: ["beats-random"],
    change: result((found, params) => {
      const all = selectRows(found.write, new Int32Array(found.components));
      return createDecomposition({ ...found, params, read: all, write: all, activation: { kind: "top-k", k: 1 } });
    }),
  },
];

describe("saboteurs", () => {
  const params = { components: 24, iterations: 6, batch: 192 };
  const good = kMeans as DecomposerDefinition;

  test.each(saboteurs)("$name", async ({ fails, change }) => {
    const failed: string[] = [];
    for (const check of decomposerChecks(change(good), { makeBackend, params })) {
      await check.run().catch(() => failed.push(check.name));
    }
    expect(failed).toEqual(fails);
  });

  test("there is one for every check", () => {
    const names = decomposerChecks(good, { makeBackend, params }).map(({ name }) => name);
    expect(new Set(saboteurs.flatMap(({ fails }) => fails))).toEqual(new Set(names));
  });
});
