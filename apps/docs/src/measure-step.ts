import type { Backend } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { type DecomposerDefinition, startFit } from "@exampledon/decomposer";
import { l1, topK } from "@exampledon/sae";

/** A training step whose time is wanted. */
export interface StepCell {
  readonly method: "sae/l1" | "sae/top-k";
  readonly dim: number;
  readonly latents: number;
  readonly batch: number;
}

/** The steps that are timed in a page: small ones, so that slow backends end, too. */
export const stepCells: readonly StepCell[] = [
  { method: "sae/l1", dim: 20, latents: 100, batch: 256 },
  { method: "sae/top-k", dim: 20, latents: 100, batch: 256 },
  { method: "sae/l1", dim: 50, latents: 1000, batch: 256 },
  { method: "sae/top-k", dim: 50, latents: 1000, batch: 256 },
];

/** Steps between two looks at the clock, which a page may see in tenths of a millisecond only. */
const TOGETHER = 5;
/** Looks before times count: kernels compile, memory grows. */
const WARM_UP = 3;
const LOOKS = 9;

/** Median milliseconds of a training step, the same in a page and in Node. */
export async function measureStep(backend: Backend, { method, dim, latents, batch }: StepCell): Promise<number> {
  const data = rng("data");
  const numbers = Float32Array.from({ length: batch * dim }, () => data.normal());
  const source = { dim, sample: () => ({ rows: batch, cols: dim, data: numbers }) };
  const definition = (method === "sae/l1" ? l1 : topK) as unknown as DecomposerDefinition;
  const steps = (WARM_UP + LOOKS) * TOGETHER;
  const params = { latents, batch, steps, ...(method === "sae/top-k" && { k: 32 }) };
  const fit = startFit(definition, { kind: "activations", source }, { backend, every: TOGETHER, params });
  const times: number[] = [];
  let before = performance.now();
  for (let next = await fit.next(); !next.done; next = await fit.next()) {
    const now = performance.now();
    times.push((now - before) / TOGETHER);
    before = now;
  }
  return times.slice(WARM_UP).sort((a, b) => a - b)[LOOKS >> 1]!;
}
