import { rng } from "@exampledon/core";
import { type DecomposerDefinition, startFit } from "@exampledon/decomposer";
import { l1, topK } from "@exampledon/sae";
import { expose } from "comlink";
import { createBackend } from "./create-backend.ts";

/** What a measurement is of. */
export interface SpeedRequest {
  readonly backend: string;
  readonly method: "sae/l1" | "sae/top-k";
  readonly dim: number;
  readonly latents: number;
  readonly batch: number;
}

/** Steps before the clock starts: kernels compile, memory grows. */
const WARM_UP = 5;
const STEPS = 25;

const speed = {
  /** Median milliseconds of a training step. */
  async measure({ backend: id, method, dim, latents, batch }: SpeedRequest): Promise<number> {
    const backend = await createBackend(id);
    const data = rng("data");
    const numbers = Float32Array.from({ length: batch * dim }, () => data.normal());
    const source = { dim, sample: () => ({ rows: batch, cols: dim, data: numbers }) };
    const definition = (method === "sae/l1" ? l1 : topK) as unknown as DecomposerDefinition;
    const fit = startFit(
      definition,
      { kind: "activations", source },
      {
        backend,
        every: 1,
        params: { latents, batch, steps: WARM_UP + STEPS, ...(method === "sae/top-k" && { k: 32 }) },
      },
    );
    const times: number[] = [];
    let before = performance.now();
    for (let next = await fit.next(); !next.done; next = await fit.next()) {
      const now = performance.now();
      times.push(now - before);
      before = now;
    }
    backend.close?.();
    return times.slice(WARM_UP).sort((a, b) => a - b)[STEPS >> 1]!;
  },
};

/** What the page calls. */
export type SpeedWorker = typeof speed;

expose(speed);
