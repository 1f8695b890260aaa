import { isExampledonError } from "@exampledon/core";
import { describe, expect, test } from "vitest";
import { createArrayHeap } from "./heap.ts";
import { cpuBackend } from "./index.ts";
import { createStore } from "./store.ts";

describe("store", () => {
  test("recycles a freed buffer of the same length, whatever its shape", () => {
    const store = createStore("cpu", createArrayHeap());
    const first = store.make([2, 3]);
    const buffer = first.data;
    store.dispose(first);
    expect(store.make([5]).data).not.toBe(buffer);
    expect(store.make([6]).data).toBe(buffer);
    expect(store.make([6]).data).not.toBe(buffer);
  });

  test("zeros are zeros in a recycled buffer", () => {
    const store = createStore("cpu", createArrayHeap());
    const first = store.make([4]);
    first.data!.fill(7);
    store.dispose(first);
    expect([...store.zeros([4]).data!]).toEqual([0, 0, 0, 0]);
  });

  test("a training step allocates nothing after its first run", () => {
    const backend = cpuBackend();
    const { primitives } = backend;
    const weights = backend.fill([6, 6], 0.1);
    const seen = new Set<unknown>();
    const step = (): number => {
      const before = seen.size;
      backend.scope(() => {
        const x = backend.fill([4, 6], 1);
        const y = primitives.unary("relu", primitives.matmul(x, weights));
        const loss = primitives.reduce("sum", primitives.binary("mul", y, y), [0, 1], false);
        for (const tensor of [x, y, loss]) seen.add((tensor as unknown as { data: Float32Array }).data);
      });
      return seen.size - before;
    };
    step();
    for (let i = 0; i < 5; i++) step();
    const settled = seen.size;
    for (let i = 0; i < 20; i++) step();
    expect(seen.size).toBe(settled);
  });

  test("refuses an asynchronous scope and frees what it made", () => {
    const backend = cpuBackend();
    const error = (() => {
      try {
        backend.scope(async () => backend.fill([3], 1));
      } catch (caught) {
        return caught;
      }
      return undefined;
    })();
    expect(isExampledonError(error, "bad-param")).toBe(true);
    expect(backend.live()).toEqual({ tensors: 0, bytes: 0 });
  });

  test("refuses a tensor of another instance", () => {
    const other = cpuBackend().fill([2], 1);
    const error = (() => {
      try {
        cpuBackend().primitives.unary("exp", other);
      } catch (caught) {
        return caught;
      }
      return undefined;
    })();
    expect(isExampledonError(error, "bad-param")).toBe(true);
  });
});
