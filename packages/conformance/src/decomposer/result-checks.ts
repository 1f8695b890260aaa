import { isExampledonError, type Matrix, matrix, rng, rowNorms } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import type { Subject } from "./subject.ts";

/** Float32 rounding of a unit row of any width in use. */
const UNIT_SLACK = 1e-5;

/** Whether a decomposition has the form that metrics rely on. */
export function resultChecks(subject: Subject): Check[] {
  const { definition, planted } = subject;
  const probe = planted.source.sample(rng("probe"), 32);
  return [
    { name: "shapes", run: async () => checkShapes((await subject.reference()).result, probe) },
    {
      name: "unit-write-rows",
      run: async () => {
        const lengths = rowNorms((await subject.reference()).result.write);
        const bad = lengths.find((length) => length !== 0 && !(Math.abs(length - 1) <= UNIT_SLACK));
        if (bad !== undefined)
          violation("write rows must have length 1 or 0", bad, "build it with createDecomposition");
      },
    },
    {
      name: "all-finite",
      run: async () => {
        const { result, steps } = await subject.reference();
        for (const { step, losses } of steps) {
          const bad = Object.entries(losses).find(([, value]) => !Number.isFinite(value));
          if (bad)
            violation(`losses must be finite in step ${step}`, `${bad[0]} = ${bad[1]}`, "find where it overflows");
        }
        checkFinite(result, probe);
      },
    },
    {
      name: "activity-sign",
      run: async () => {
        if (definition.tags.signed) return;
        const low = (await subject.reference()).result.activity(probe).data.find((value) => value < 0);
        if (low !== undefined) violation("activity must be ≥ 0", low, "tag the method signed, or rectify");
      },
    },
    {
      name: "refuses-bad-activations",
      run: async () => {
        const { result } = await subject.reference();
        const nan = matrix(2, result.dim);
        nan.data[1] = Number.NaN;
        for (const read of [result.activity, result.reconstruct]) {
          expectError("bad-shape", () => read(matrix(2, result.dim + 1)));
          expectError("not-finite", () => read(nan));
        }
      },
    },
  ];
}

/** Refuses a decomposition whose arrays do not have the sizes it states. */
export function checkShapes(result: Decomposition, probe: Matrix): void {
  const { components, dim, read, write, offset } = result;
  if (!(Number.isInteger(components) && components >= 1))
    violation("components must be ≥ 1", components, "find at least one");
  if (dim !== probe.cols) violation(`dim must be ${probe.cols}`, dim, "take it from the source");
  for (const [name, m] of Object.entries({ read, write })) expectShape(name, m, components, dim);
  if (offset.length !== dim) violation(`offset must have ${dim} entries`, offset.length, "use zeros for none");
  expectShape("activity", result.activity(probe), probe.rows, components);
  expectShape("reconstruct", result.reconstruct(probe), probe.rows, dim);
}

/** Refuses a decomposition that holds or computes NaN or ±Infinity. */
export function checkFinite(result: Decomposition, probe: Matrix): void {
  const { read, write, offset } = result;
  const arrays = {
    read: read.data,
    write: write.data,
    offset,
    activity: result.activity(probe).data,
    reconstruct: result.reconstruct(probe).data,
  };
  for (const [name, data] of Object.entries(arrays)) {
    const bad = data.find((value) => !Number.isFinite(value));
    if (bad !== undefined) violation(`${name} must be finite`, String(bad), "find where it overflows");
  }
}

function expectShape(name: string, m: Matrix, rows: number, cols: number): void {
  if (m.rows !== rows || m.cols !== cols || m.data.length !== rows * cols) {
    violation(`${name} must be [${rows} × ${cols}]`, `[${m.rows} × ${m.cols}]`, "check the order of axes");
  }
}

function expectError(code: "bad-shape" | "not-finite", body: () => unknown): void {
  try {
    body();
  } catch (error) {
    if (isExampledonError(error, code)) return;
    violation(`bad activations must give the error ${code}`, String(error), "check the input first");
  }
  violation(`bad activations must give the error ${code}`, "a result", "check the input first");
}
