import type { Backend } from "@exampledon/compute";
import { type Check, violation } from "@exampledon/conformance";
import { isExampledonError } from "@exampledon/core";
import type { GpujsBackend } from "../src/index.ts";

/** What only this backend promises. The last check closes the backend. */
export function ownChecks(backend: () => GpujsBackend): Check[] {
  return [
    { name: "new-shapes-compile-nothing", run: async () => compilesNothing(backend()) },
    { name: "wrong-indices-never-pass", run: () => wrongIndices(backend()) },
    { name: "long-sums-stay-accurate", run: () => longSums(backend()) },
    { name: "closed-refuses", run: () => closes(backend()) },
  ];
}

function compilesNothing(backend: GpujsBackend): void {
  const use = (rows: number, cols: number): void =>
    backend.scope(() => {
      const { primitives } = backend;
      const x = backend.fill([rows, cols], 1);
      primitives.matmul(x, x, { transposeB: true });
      primitives.binary("add", x, backend.fill([cols], 1));
      primitives.reduce("sum", x, [0], false);
      primitives.topK(x, 2);
      primitives.unslice(x, [rows + 1, cols], [1, 0], [1, 1]);
    });
  use(3, 4);
  const before = backend.kernels();
  for (let size = 4; size < 40; size++) use(size, size + 1);
  const compiled = backend.kernels() - before;
  if (compiled !== 0) violation("new sizes must compile no kernel", compiled, "pass sizes as inputs");
}

/** Refused where the numbers lie on the host; NaN where finding out would mean waiting for the GPU. */
async function wrongIndices(backend: Backend): Promise<void> {
  for (const index of [-1, 3, 0.5, Number.NaN]) {
    const x = backend.upload(Float32Array.of(1, 2, 3), [3]);
    const indices = backend.upload(Float32Array.of(0, index, 2), [3]);
    const { gather, gatherAlong, scatterAdd, scatterAddAlong } = backend.primitives;
    const uses = [
      () => gather(x, indices, 0),
      () => gatherAlong(x, indices),
      () => scatterAdd(x, indices, 0, 3),
      () => scatterAddAlong(x, indices, 3),
    ];
    for (const use of uses) {
      try {
        const result = use();
        const seen = (await backend.read(result)).some(Number.isNaN);
        backend.dispose(result);
        if (!seen) violation(`index ${index} of 3 must be refused or give NaN`, "numbers", "check it in the kernel");
      } catch (error) {
        if (!isExampledonError(error, "bad-param")) throw error;
      }
    }
    for (const tensor of [x, indices]) backend.dispose(tensor);
  }
}

async function longSums(backend: Backend): Promise<void> {
  const count = 200_003;
  const sum = backend.scope(() => backend.primitives.reduce("sum", backend.fill([count], 0.1), [0], false));
  const found = (await backend.read(sum))[0]!;
  backend.dispose(sum);
  const wanted = Math.fround(0.1) * count;
  // One running float32 sum would be off by 1e-3 of it.
  if (Math.abs(found - wanted) > backend.tolerance.op * wanted) violation(`must be ${wanted}`, found, "add in parts");
}

async function closes(backend: GpujsBackend): Promise<void> {
  const x = backend.fill([2], 1);
  backend.close();
  const uses = [
    () => backend.primitives.unary("exp", x),
    () => backend.upload(Float32Array.of(1), [1]),
    () => backend.fill([1], 0),
    () => backend.read(x),
  ];
  for (const use of uses) {
    try {
      await use();
    } catch (error) {
      if (isExampledonError(error, "environment")) continue;
      throw error;
    }
    violation("a closed backend must refuse", "a result", "check before running");
  }
}
