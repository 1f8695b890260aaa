import { isExampledonError, type Matrix, matrix, rng, rowOf } from "@exampledon/core";
import { matrixSource, run } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import { checkFinite, checkShapes } from "./result-checks.ts";
import type { Subject } from "./subject.ts";

/** Whether odd data gives a sound result or a typed error, and bad data the latter unless it is never looked at. */
export function oddDataChecks(subject: Subject): Check[] {
  const plain = subject.planted.source.sample(rng("odd data"), 64);
  const cases: Readonly<Record<string, Matrix>> = {
    "constant-column": withRows(plain, (row) => {
      row[0] = 3;
    }),
    "duplicate-rows": withRows(plain, (row, i) => row.set(rowOf(plain, i % 2))),
    "one-sample": matrix(1, plain.cols, rowOf(plain, 0).slice()),
    "all-zeros": matrix(8, plain.cols),
  };
  return [
    ...Object.entries(cases).map(([name, data]) => ({
      name: `odd-data-${name}`,
      run: async () => {
        const result = await resultOrTypedError(() => subject.observe({ source: matrixSource(data) }));
        if (!result) return;
        checkShapes(result.result, plain);
        checkFinite(result.result, plain);
      },
    })),
    {
      name: "bad-data",
      run: async () => {
        const nan = matrix(8, plain.cols, new Float32Array(8 * plain.cols).fill(Number.NaN));
        for (const bad of [nan, matrix(8, plain.cols + 1)]) {
          let looked = false;
          const sample = (): Matrix => {
            looked = true;
            return bad;
          };
          const result = await resultOrTypedError(async () =>
            run(subject.definition, subject.inputOf({ dim: plain.cols, sample }), {
              backend: await subject.makeBackend(),
              params: subject.params as never,
            }),
          );
          if (result && looked) violation("bad activations must end the run", "a result", "let the error through");
        }
      },
    },
  ];
}

async function resultOrTypedError<T>(attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (isExampledonError(error)) return undefined;
    return violation("odd data must give a result or an ExampledonError", String(error), "check for it with fail()");
  }
}

function withRows(m: Matrix, change: (row: Float32Array, index: number) => void): Matrix {
  const out = matrix(m.rows, m.cols, m.data.slice());
  for (let i = 0; i < out.rows; i++) change(rowOf(out, i), i);
  return out;
}
