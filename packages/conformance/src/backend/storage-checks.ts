import type { Backend, Tensor } from "@exampledon/compute";
import { type Check, violation } from "../check.ts";
import { type OpCase, uniform, uploadAll } from "./op-case.ts";
import { countOf } from "./reference-tensor.ts";
import { assertSameBits } from "./same-bits.ts";

/** Who owns which numbers: copies in and out, inputs untouched, results independent, counts that return. */
export function storageChecks(backend: () => Promise<Backend>, cases: readonly OpCase[]): Check[] {
  const check = (name: string, run: (subject: Backend) => Promise<void>): Check => ({
    name,
    run: async () => run(await backend()),
  });
  const everyOp = (name: string, run: (subject: Backend, each: OpCase) => Promise<void>): Check =>
    check(name, async (subject) => {
      for (const each of cases) await run(subject, each);
    });
  return [
    check("upload-and-read-copy", copies),
    check("fill", fills),
    check("assign-in-place", assigns),
    everyOp("inputs-unchanged", inputsUnchanged),
    everyOp("results-own-their-numbers", resultsIndependent),
    everyOp("live-counts-return", countsReturn),
    everyOp("same-bits-twice", sameBitsTwice),
  ];
}

async function copies(backend: Backend): Promise<void> {
  const source = Float32Array.of(1, 2, 3);
  const tensor = backend.upload(source, [3]);
  source.fill(9);
  const first = await backend.read(tensor);
  assertSameBits("upload must copy", first, [1, 2, 3]);
  first.fill(9);
  assertSameBits("read must copy", await backend.read(tensor), [1, 2, 3]);
  backend.dispose(tensor);
}

async function fills(backend: Backend): Promise<void> {
  for (const shape of [[], [1], [7], [2, 3, 5]]) {
    const tensor = backend.fill(shape, 0.5);
    assertSameBits(`fill [${shape}]`, await backend.read(tensor), new Array(countOf(shape)).fill(0.5));
    backend.dispose(tensor);
  }
}

async function assigns(backend: Backend): Promise<void> {
  const target = backend.fill([2, 2], 0);
  const source = backend.upload(Float32Array.of(1, 2, 3, 4), [2, 2]);
  backend.primitives.assignInPlace(target, source);
  assertSameBits("assignInPlace: target", await backend.read(target), [1, 2, 3, 4]);
  backend.primitives.assignInPlace(target, target);
  backend.dispose(source);
  assertSameBits("assignInPlace: target after its source is freed", await backend.read(target), [1, 2, 3, 4]);
  backend.dispose(target);
}

async function inputsUnchanged(backend: Backend, { label, inputs, apply }: OpCase): Promise<void> {
  const tensors = uploadAll(backend, inputs);
  const results = apply(backend.primitives, tensors);
  await freeAll(backend, results);
  for (const [i, tensor] of tensors.entries()) {
    assertSameBits(`${label}: input ${i}`, await backend.read(tensor), inputs[i]!.data);
  }
  await freeAll(backend, tensors);
}

/** Overwrites the inputs, frees them and fills their storage anew: the results must not notice. */
async function resultsIndependent(backend: Backend, { label, inputs, apply }: OpCase): Promise<void> {
  const tensors = uploadAll(backend, inputs);
  const results = apply(backend.primitives, tensors);
  const before = await Promise.all(results.map((result) => backend.read(result)));
  for (const tensor of tensors) {
    const other = backend.fill(tensor.shape, 777);
    backend.primitives.assignInPlace(tensor, other);
    backend.dispose(other);
  }
  await compareAll(backend, `${label}, its inputs overwritten`, results, before);
  await freeAll(backend, tensors);
  const later = tensors.map((tensor) => backend.fill(tensor.shape, 555));
  await compareAll(backend, `${label}, its inputs freed`, results, before);
  await freeAll(backend, [...later, ...results]);
}

async function compareAll(
  backend: Backend,
  label: string,
  tensors: readonly Tensor[],
  expected: readonly Float32Array[],
): Promise<void> {
  for (const [i, tensor] of tensors.entries()) assertSameBits(label, await backend.read(tensor), expected[i]!);
}

async function countsReturn(backend: Backend, { label, inputs, apply }: OpCase): Promise<void> {
  const start = backend.live();
  const tensors = uploadAll(backend, inputs);
  const uploaded = backend.live();
  if (uploaded.tensors - start.tensors !== tensors.length || uploaded.bytes <= start.bytes) {
    violation(`${label}: live() must count ${tensors.length} uploads`, uploaded, "count every handle and its bytes");
  }
  const results = apply(backend.primitives, tensors);
  const made = backend.live().tensors - uploaded.tensors;
  if (made !== results.length) {
    violation(`${label}: must make ${results.length} live tensors`, made, "free temporaries before returning");
  }
  await freeAll(backend, [...results, ...tensors]);
  const end = backend.live();
  if (end.tensors !== start.tensors || end.bytes !== start.bytes) {
    violation(`${label}: live() must return to ${JSON.stringify(start)}`, end, "find the handle that is not freed");
  }
}

async function sameBitsTwice(backend: Backend, { label, inputs, apply }: OpCase): Promise<void> {
  if (!backend.capabilities.deterministic) return;
  const tensors = uploadAll(backend, inputs);
  const first = apply(backend.primitives, tensors);
  const expected = await Promise.all(first.map((result) => backend.read(result)));
  for (let round = 0; round < 3; round++) {
    // Other work in between, so that buffers move.
    const noise = uploadAll(backend, [uniform(`noise ${round}`, [13 + round])]);
    const again = apply(backend.primitives, tensors);
    await compareAll(backend, `${label}, run ${round + 2}`, again, expected);
    await freeAll(backend, [...again, ...noise]);
  }
  await freeAll(backend, [...first, ...tensors]);
}

async function freeAll(backend: Backend, tensors: readonly Tensor[]): Promise<void> {
  for (const tensor of tensors) backend.dispose(tensor);
}
