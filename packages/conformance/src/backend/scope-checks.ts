import type { Backend, Tensor } from "@exampledon/compute";
import { type Check, violation } from "../check.ts";
import { assertRefuses } from "./assert-refuses.ts";
import { assertSameBits } from "./same-bits.ts";

/** What scopes free and what they leave. */
export function scopeChecks(backend: () => Promise<Backend>): Check[] {
  const check = (name: string, run: (subject: Backend) => Promise<void>): Check => ({
    name,
    run: async () => {
      const subject = await backend();
      const start = subject.live().tensors;
      await run(subject);
      expectLive(subject, start, "at the end");
    },
  });
  return [
    check("scope-frees-all-but-its-result", freesOthers),
    check("scope-hands-results-to-the-outer-scope", nests),
    check("scope-frees-when-its-body-throws", freesOnThrow),
    check("keep-outlives-scopes", keeps),
  ];
}

async function freesOthers(backend: Backend): Promise<void> {
  const start = backend.live().tensors;
  const outside = backend.fill([2], 3);
  let inside: Tensor | undefined;
  const result = backend.scope(() => {
    const x = backend.upload(Float32Array.of(1, 2), [2]);
    inside = backend.primitives.unary("exp", x);
    const sum = backend.primitives.binary("add", x, outside);
    return { text: "not a tensor", list: [x, [{ deep: sum }]], empty: null, again: x } as const;
  });
  expectLive(backend, start + 3, "after a scope that returns two tensors");
  assertSameBits("a result of the scope", await backend.read(result.list[0]), [1, 2]);
  assertSameBits("a deep result of the scope", await backend.read(result.list[1][0].deep), [4, 5]);
  assertSameBits("a tensor from outside", await backend.read(outside), [3, 3]);
  await assertRefuses("read of what the scope freed", ["disposed"], () => backend.read(inside!));
  for (const tensor of [outside, result.again, result.list[1][0].deep]) backend.dispose(tensor);
}

async function nests(backend: Backend): Promise<void> {
  const start = backend.live().tensors;
  const result = backend.scope(() => {
    const inner = backend.scope(() => [backend.fill([1], 1), backend.fill([1], 2)]);
    expectLive(backend, start + 2, "inside the outer scope");
    return inner[1]!;
  });
  expectLive(backend, start + 1, "after the outer scope");
  assertSameBits("the result", await backend.read(result), [2]);
  backend.dispose(result);
}

async function freesOnThrow(backend: Backend): Promise<void> {
  const start = backend.live().tensors;
  const error = new Error("on purpose");
  try {
    backend.scope(() => {
      backend.fill([3], 1);
      throw error;
    });
    violation("scope must pass on what its body throws", "nothing", "rethrow it");
  } catch (caught) {
    if (caught !== error) throw caught;
  }
  expectLive(backend, start, "after a scope that threw");
  const later = backend.fill([3], 2);
  backend.scope(() => {
    backend.fill([3], 1);
  });
  assertSameBits("a tensor made after the scope threw", await backend.read(later), [2, 2, 2]);
  expectLive(backend, start + 1, "after a later scope");
  backend.dispose(later);
}

async function keeps(backend: Backend): Promise<void> {
  let kept: Tensor | undefined;
  const start = backend.live().tensors;
  backend.scope(() => {
    backend.scope(() => {
      kept = backend.keep(backend.fill([2], 4));
    });
  });
  expectLive(backend, start + 1, "after scopes with a kept tensor");
  assertSameBits("the kept tensor", await backend.read(kept!), [4, 4]);
  backend.dispose(kept!);
}

function expectLive(backend: Backend, tensors: number, when: string): void {
  const found = backend.live().tensors;
  if (found !== tensors)
    violation(`live() must count ${tensors} tensors ${when}`, found, "free exactly what was made inside");
}
