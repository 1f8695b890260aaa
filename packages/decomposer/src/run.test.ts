import type { Backend } from "@exampledon/compute";
import { integer, isExampledonError, matrix, matrixFromRows, rng } from "@exampledon/core";
import { describe, expect, test } from "vitest";
import { kMeans } from "./baselines/k-means.ts";
import { oracle } from "./baselines/oracle.ts";
import { random } from "./baselines/random.ts";
import type { Checkpoint, DecomposerDefinition, FitInput } from "./contract.ts";
import { defineDecomposer } from "./define-decomposer.ts";
import { matrixSource } from "./matrix-source.ts";
import { run } from "./run.ts";
import { sourceOf } from "./source-of.ts";
import { startFit } from "./start-fit.ts";

// Nothing here touches it: a method that did would fail.
const backend = {} as Backend;
const data = matrixFromRows([
  [1, 0],
  [0, 2],
  [3, 3],
]);
const input: FitInput = { kind: "activations", source: matrixSource(data) };
const params = { components: 3, iterations: 10, batch: 8 };

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => "nothing thrown",
    (caught: unknown) => caught,
  );
  return isExampledonError(error) ? error.code : String(error);
}

describe("run", () => {
  test("reports every `every` steps and the last", async () => {
    const steps: number[] = [];
    await run(kMeans, input, { backend, params, every: 4, onStep: ({ step }) => void steps.push(step) });
    expect(steps).toEqual([4, 8, 10]);
  });

  test("a seed and the rng of that seed are the same", async () => {
    const a = await run(kMeans, input, { backend, params, seed: 5 });
    const b = await run(kMeans, input, { backend, params, rng: rng(5) });
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
  });

  test("refuses bad options", async () => {
    expect(await codeOf(run(kMeans, input, { backend, params: { components: 0 } }))).toBe("bad-param");
    expect(await codeOf(run(kMeans, input, { backend, params: { typo: 1 } as never }))).toBe("bad-param");
    expect(await codeOf(run(kMeans, input, { backend, every: 0 }))).toBe("bad-param");
    expect(await codeOf(run(kMeans, input, { backend, seed: 1, rng: rng(1) }))).toBe("bad-param");
  });

  test("refuses a checkpoint of another method, of other parameters, or of another format", async () => {
    let checkpoint: Checkpoint | undefined;
    await run(kMeans, input, {
      backend,
      params,
      onStep: async (step) => {
        checkpoint = await step.checkpoint();
      },
    });
    const resume = checkpoint!;
    expect(await codeOf(run(random, input, { backend, resume }))).toBe("bad-param");
    expect(await codeOf(run(kMeans, input, { backend, params: { ...params, batch: 9 }, resume }))).toBe("bad-param");
    const old = { ...resume, version: 0 } as unknown as Checkpoint;
    expect(await codeOf(run(kMeans, input, { backend, params, resume: old }))).toBe("corrupt-file");
    const empty = { ...resume, state: {} };
    expect(await codeOf(run(kMeans, input, { backend, params, resume: empty }))).toBe("corrupt-file");
  });

  test("names method and step when the source lies", async () => {
    const drawn = (after: number, bad: () => ReturnType<typeof matrix>): FitInput => {
      let count = 0;
      return {
        kind: "activations",
        source: { dim: 2, sample: (stream, batch) => (++count > after ? bad() : input.source.sample(stream, batch)) },
      };
    };
    const nan = drawn(4, () => matrix(8, 2, new Float32Array(16).fill(Number.NaN)));
    const error = await run(kMeans, nan, { backend, params, every: 1 }).catch((caught: unknown) => caught);
    // k-means draws once to start and once per step: the fifth draw is in step 4.
    expect(isExampledonError(error, "not-finite") && error.parts.where).toBe("baseline/k-means after step 3");
    expect(
      await codeOf(
        run(
          kMeans,
          drawn(2, () => matrix(8, 3)),
          { backend, params },
        ),
      ),
    ).toBe("bad-shape");
    expect(
      await codeOf(
        run(
          kMeans,
          drawn(2, () => matrix(7, 2)),
          { backend, params },
        ),
      ),
    ).toBe("bad-shape");
    const nowhere: FitInput = { kind: "activations", source: { ...input.source, dim: 0 } };
    expect(await codeOf(run(kMeans, nowhere, { backend, params }))).toBe("bad-shape");
  });

  test("aborting stops within one step and lets the method clean up; so does an error in onStep", async () => {
    let steps = 0;
    let cleaned = 0;
    const endless: DecomposerDefinition = {
      ...kMeans,
      async *fit() {
        try {
          while (true) {
            steps++;
            yield { step: steps, total: 1e9, losses: {}, peek: never, checkpoint: never };
          }
        } finally {
          cleaned++;
        }
      },
    };
    const control = new AbortController();
    const aborted = run(endless, input, {
      backend,
      signal: control.signal,
      onStep: ({ step }) => {
        if (step === 3) control.abort("enough");
      },
    });
    expect(await codeOf(aborted)).toBe("aborted");
    expect([steps, cleaned]).toEqual([3, 1]);
    const thrown = run(endless, input, {
      backend,
      onStep: () => {
        throw new Error("mine");
      },
    });
    expect(await codeOf(thrown)).toBe("Error: mine");
    expect([steps, cleaned]).toEqual([4, 2]);
    expect(await codeOf(run(endless, input, { backend, signal: AbortSignal.abort() }))).toBe("aborted");
    expect(steps).toBe(4);
  });

  test("hides the truth from methods that are not tagged to use it", async () => {
    const seen: boolean[] = [];
    const spy = (definition: DecomposerDefinition): DecomposerDefinition => ({
      ...definition,
      fit: (given, p, context) => {
        seen.push(given.truth !== undefined);
        return definition.fit(given, p, context);
      },
    });
    await run(spy(random as DecomposerDefinition), { ...input, truth: data }, { backend });
    await run(spy(oracle as DecomposerDefinition), { ...input, truth: data }, { backend });
    expect(seen).toEqual([false, true]);
  });
});

test("startFit frees the method when its consumer stops early", async () => {
  let cleaned = false;
  const one: DecomposerDefinition = {
    ...kMeans,
    async *fit() {
      try {
        yield { step: 1, total: 2, losses: {}, peek: never, checkpoint: never };
        return never();
      } finally {
        cleaned = true;
      }
    },
  };
  for await (const _ of startFit(one, input, { backend })) break;
  expect(cleaned).toBe(true);
});

test("defineDecomposer refuses bad metadata", () => {
  const define = (change: Partial<DecomposerDefinition>) =>
    codeOf(new Promise((done) => done(defineDecomposer({ ...random, ...change }))));
  return Promise.all([
    expect(define({ id: "Random/x" as `${string}/${string}` })).resolves.toBe("bad-param"),
    expect(define({ summary: " " })).resolves.toBe("bad-param"),
    expect(define({ params: { a: integer({ doc: "", default: 5, min: 1, max: 4 }) } })).resolves.toBe("bad-param"),
  ]);
});

test("matrixSource refuses data without samples or with NaN, and draws only its rows", async () => {
  expect(await codeOf(new Promise((done) => done(matrixSource(matrix(0, 3)))))).toBe("bad-shape");
  expect(await codeOf(new Promise((done) => done(matrixSource(matrixFromRows([[Number.NaN]])))))).toBe("not-finite");
  const rows = new Set(["1,0", "0,2", "3,3"]);
  const batch = matrixSource(data).sample(rng(1), 50);
  const drawn = new Set(Array.from({ length: 50 }, (_, i) => [...batch.data.subarray(2 * i, 2 * i + 2)].join()));
  expect(drawn).toEqual(rows);
});

test("sourceOf takes the activations of a sampler and nothing else", () => {
  const source = sourceOf({ dim: 2, sample: () => ({ activations: data, readings: 1 }) });
  expect(source.sample(rng(0), 3)).toBe(data);
  expect(Object.keys(source)).toEqual(["dim", "sample"]);
});

async function never(): Promise<never> {
  throw new Error("not in this test");
}
