import type { Backend, Primitives, Shape, Tensor } from "@exampledon/compute";
import type { Check } from "../check.ts";
import { assertRefuses } from "./assert-refuses.ts";
import { type OpCase, uploadAll } from "./op-case.ts";
import { referenceTensor } from "./reference-tensor.ts";

type Call = (primitives: Primitives, x: (...shape: number[]) => Tensor) => unknown;

/** Mistakes that a backend must refuse with a typed error rather than compute something. */
export function refusalChecks(backend: () => Promise<Backend>, cases: readonly OpCase[]): Check[] {
  const check = (name: string, run: (subject: Backend) => Promise<void>): Check => ({
    name,
    run: async () => run(await backend()),
  });
  return [
    check("refuses-empty-sizes", refusesSizes),
    check("refuses-shapes-that-do-not-fit", refusesMismatches),
    check("refuses-freed-tensors", (subject) => refusesFreed(subject, cases)),
    check("refuses-to-free-twice", refusesTwice),
    check("refuses-tensors-of-another-backend", (subject) => refusesForeign(subject, cases)),
  ];
}

async function refusesSizes(backend: Backend): Promise<void> {
  for (const shape of [[0], [3, 0], [0, 3], [-1], [1.5], [Number.NaN]] satisfies Shape[]) {
    const length = Math.max(0, Math.floor(shape.reduce((product, size) => product * size, 1))) || 0;
    await assertRefuses(`upload [${shape}]`, ["bad-shape"], () => backend.upload(new Float32Array(length), shape));
    await assertRefuses(`fill [${shape}]`, ["bad-shape"], () => backend.fill(shape, 1));
  }
  for (const length of [0, 5, 7]) {
    await assertRefuses(`upload ${length} numbers as [2, 3]`, ["bad-shape"], () =>
      backend.upload(new Float32Array(length), [2, 3]),
    );
  }
}

const mistakes: Readonly<Record<string, Call>> = {
  "matmul of [2 × 3] and [2 × 3]": (p, x) => p.matmul(x(2, 3), x(2, 3)),
  "matmul of [2 × 3]ᵀ and [3 × 2]": (p, x) => p.matmul(x(2, 3), x(3, 2), { transposeA: true }),
  "matmul of a vector": (p, x) => p.matmul(x(3), x(3, 2)),
  "matmul of batches 2 and 3": (p, x) => p.matmul(x(2, 4, 5), x(3, 5, 4)),
  "add of [3] and [4]": (p, x) => p.binary("add", x(3), x(4)),
  "add of [2 × 3] and [2]": (p, x) => p.binary("add", x(2, 3), x(2)),
  "where of [3], [1] and [2]": (p, x) => p.where(x(3), x(1), x(2)),
  "sum over axis 2 of 2": (p, x) => p.reduce("sum", x(2, 3), [2], false),
  "topK of 4 in 3": (p, x) => p.topK(x(2, 3), 4),
  "topK of 0": (p, x) => p.topK(x(2, 3), 0),
  "gather along axis 2 of 2": (p, x) => p.gather(x(2, 3), x(1), 2),
  "gather with a matrix of indices": (p, x) => p.gather(x(2, 3), x(1, 1), 0),
  "gatherAlong of 2 rows with 3 rows of indices": (p, x) => p.gatherAlong(x(2, 3), x(3, 1)),
  "scatterAdd of 2 rows with 3 indices": (p, x) => p.scatterAdd(x(2, 3), x(3), 0, 5),
  "scatterAddAlong of unequal shapes": (p, x) => p.scatterAddAlong(x(2, 3), x(2, 2), 5),
  "transpose by an order with a repeat": (p, x) => p.transpose(x(2, 3), [0, 0]),
  "transpose by an order that is too short": (p, x) => p.transpose(x(2, 3), [0]),
  "reshape of 6 numbers to [4]": (p, x) => p.reshape(x(2, 3), [4]),
  "broadcastTo that shrinks": (p, x) => p.broadcastTo(x(2, 3), [1, 3]),
  "broadcastTo of [2] to [3]": (p, x) => p.broadcastTo(x(2), [3]),
  "concat of unequal rows": (p, x) => p.concat([x(2, 3), x(2, 4)], 0),
  "concat of nothing": (p) => p.concat([], 0),
  "an empty slice": (p, x) => p.slice(x(5), [2], [2], [1]),
  "a slice beyond the end": (p, x) => p.slice(x(5), [2], [6], [1]),
  "a slice with stride 0": (p, x) => p.slice(x(5), [0], [5], [0]),
  "unslice beyond the end": (p, x) => p.unslice(x(3), [5], [1], [2]),
  "assignInPlace of another shape": (p, x) => p.assignInPlace(x(2, 3), x(3, 2)),
};

async function refusesMismatches(backend: Backend): Promise<void> {
  for (const [label, call] of Object.entries(mistakes)) {
    await assertRefuses(label, ["bad-shape", "bad-param"], () => {
      backend.scope(() => {
        call(backend.primitives, (...shape) => backend.fill(shape, 0));
      });
    });
  }
}

async function refusesFreed(backend: Backend, cases: readonly OpCase[]): Promise<void> {
  for (const { label, inputs, apply } of cases) {
    for (let freed = 0; freed < inputs.length; freed++) {
      await assertRefuses(`${label}, input ${freed} freed`, ["disposed"], () => {
        backend.scope(() => {
          const tensors = uploadAll(backend, inputs);
          backend.dispose(tensors[freed]!);
          apply(backend.primitives, tensors);
        });
      });
    }
  }
  const freed = backend.fill([2], 1);
  const alive = backend.fill([2], 1);
  backend.dispose(freed);
  await assertRefuses("read", ["disposed"], () => backend.read(freed));
  await assertRefuses("keep", ["disposed"], () => backend.keep(freed));
  await assertRefuses("assignInPlace from", ["disposed"], () => backend.primitives.assignInPlace(alive, freed));
  await assertRefuses("assignInPlace to", ["disposed"], () => backend.primitives.assignInPlace(freed, alive));
  backend.dispose(alive);
}

async function refusesTwice(backend: Backend): Promise<void> {
  const before = backend.live();
  const tensor = backend.fill([2], 1);
  backend.dispose(tensor);
  await assertRefuses("the second dispose", ["disposed"], () => backend.dispose(tensor));
  const after = backend.live();
  if (after.tensors !== before.tensors || after.bytes !== before.bytes) {
    throw new Error(`a refused dispose must not change live(), got ${JSON.stringify(after)}; check before counting`);
  }
}

async function refusesForeign(backend: Backend, cases: readonly OpCase[]): Promise<void> {
  for (const { label, inputs, apply } of cases) {
    for (let foreign = 0; foreign < inputs.length; foreign++) {
      await assertRefuses(`${label}, input ${foreign} of another backend`, ["bad-param", "disposed"], () => {
        backend.scope(() => {
          const tensors = uploadAll(backend, inputs);
          tensors[foreign] = referenceTensor(inputs[foreign]!.shape, inputs[foreign]!.data);
          apply(backend.primitives, tensors);
        });
      });
    }
  }
  await assertRefuses("read", ["bad-param", "disposed"], () => backend.read(referenceTensor([1], [1])));
}
