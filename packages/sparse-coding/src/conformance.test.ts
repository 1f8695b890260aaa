import { cpuBackend } from "@exampledon/backend-cpu";
import { describeDecomposer } from "@exampledon/conformance/vitest";
import { type Matrix, matrix, type Rng, rowOf } from "@exampledon/core";
import { expect, test } from "vitest";
import { ica } from "./ica.ts";
import { kSvd } from "./k-svd.ts";
import { lasso } from "./lasso.ts";
import { sparseCodingMethods } from "./methods.ts";
import { nmf } from "./nmf.ts";
import { omp } from "./omp.ts";
import { onlineDictionaryLearning } from "./online-dictionary-learning.ts";

const makeBackend = cpuBackend;

const online = { components: 20, steps: 7, batch: 24, codeIterations: 30 };
describeDecomposer(onlineDictionaryLearning, {
  makeBackend,
  params: online,
  recoveryParams: { ...online, steps: 40, batch: 64, codeIterations: 100 },
});
describeDecomposer(
  { ...onlineDictionaryLearning, title: "Online dictionary learning with OMP" },
  {
    makeBackend,
    params: { ...online, coder: "omp" },
    recoveryParams: { ...online, steps: 40, batch: 64, coder: "omp" },
  },
);
const batch = { components: 20, samples: 96, iterations: 6 };
describeDecomposer(kSvd, { makeBackend, params: batch, recoveryParams: { ...batch, samples: 400, iterations: 15 } });
describeDecomposer(ica, {
  makeBackend,
  params: { samples: 200, iterations: 6 },
  recoveryParams: { samples: 2000, iterations: 40 },
});
describeDecomposer(nmf, {
  makeBackend,
  params: { components: 10, samples: 96, iterations: 6 },
  recoveryParams: { components: 8, samples: 400, iterations: 200 },
  planted: nonNegativeDictionary(),
});
describeDecomposer(omp, { makeBackend });
describeDecomposer(lasso, { makeBackend, params: { codeIterations: 100 } });

test("every method is checked here", () => {
  expect(sparseCodingMethods).toEqual([onlineDictionaryLearning, kSvd, ica, nmf, omp, lasso]);
});

/** Eight orthonormal features of two positive numbers each, on in one of eight samples: NMF takes no other sign. */
function nonNegativeDictionary(): {
  truth: Matrix;
  source: { dim: number; sample(stream: Rng, batch: number): Matrix };
} {
  const dim = 16;
  const truth = matrix(8, dim);
  for (let f = 0; f < 8; f++) rowOf(truth, f).set([Math.cos(0.3 + f / 10), Math.sin(0.3 + f / 10)], 2 * f);
  const sample = (stream: Rng, batch: number): Matrix => {
    const out = matrix(batch, dim);
    for (let i = 0; i < batch; i++) {
      for (let f = 0; f < 8; f++) {
        if (stream.uniform() >= 1 / 8) continue;
        const amount = stream.uniform(0.5, 1.5);
        for (let j = 2 * f; j < 2 * f + 2; j++) rowOf(out, i)[j] = amount * rowOf(truth, f)[j]!;
      }
    }
    return out;
  };
  return { truth, source: { dim, sample } };
}
