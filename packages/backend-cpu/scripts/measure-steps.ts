// Milliseconds per training step of the sparse autoencoders of @exampledon/sae, as everybody runs them.
// tsx --conditions=@exampledon/source packages/backend-cpu/scripts/measure-steps.ts [rounds]
import type { Backend } from "@exampledon/compute";
import { type Matrix, matrix, rng } from "@exampledon/core";
import { startFit } from "@exampledon/decomposer";
import { l1, topK } from "@exampledon/sae";
import { cpuBackend, threadedCpuBackend } from "../src/index.ts";

const rounds = Number(process.argv[2] ?? 3);
const only = process.argv[3];
const shapes = [
  { batch: 256, dim: 20, latents: 100, k: 4 },
  { batch: 1024, dim: 50, latents: 1000, k: 32 },
  { batch: 1024, dim: 64, latents: 4096, k: 32 },
];

/** Sparse sums of planted directions, so that codes become sparse as they do in practice. */
function batches(batch: number, dim: number): Matrix[] {
  const draw = rng(1);
  const features = 4 * dim;
  const directions = Float32Array.from({ length: features * dim }, () => draw.normal() / Math.sqrt(dim));
  return Array.from({ length: 4 }, () => {
    const x = new Float32Array(batch * dim);
    for (let b = 0; b < batch; b++) {
      for (let q = 0; q < 6; q++) {
        const f = Math.floor(draw.uniform() * features);
        const size = 0.5 + draw.uniform();
        for (let d = 0; d < dim; d++) x[b * dim + d]! += size * directions[f * dim + d]!;
      }
    }
    return matrix(batch, dim, x);
  });
}

const backends: Record<string, () => Backend | Promise<Backend>> = {
  simd: () => cpuBackend(),
  relaxed: () => cpuBackend({ kernels: "relaxed-simd" }),
};
for (const kernels of ["simd", "relaxed-simd"] as const) {
  backends[`${kernels} t2`] = () => threadedCpuBackend({ threads: 2, kernels });
}
if (process.env.SCALAR) backends.scalar = () => cpuBackend({ kernels: "scalar" });

for (const { batch, dim, latents, k } of shapes) {
  for (const [method, params] of [
    ["l1 first steps", { l1Coefficient: 0.3 }],
    ["l1 sparse", { l1Coefficient: 0.3 }],
    ["topk", { k, auxCoefficient: 0 }],
  ] as const) {
    if (only && !`${method} ${latents}`.includes(only)) continue;
    const data = batches(batch, dim);
    const times: Record<string, number[]> = {};
    const losses: string[] = [];
    const record = (name: string, time: number): void => {
      times[name] ??= [];
      times[name].push(time);
    };
    for (let round = 0; round < rounds; round++) {
      for (const [name, make] of Object.entries(backends)) {
        const backend = await make();
        let at = 0;
        const source = { dim, sample: () => data[at++ % data.length]! };
        const block = batch === 256 ? 100 : 8;
        const common = { backend, seed: 1, every: block };
        const shared = { latents, batch, steps: 100_000, resampleEvery: 0, learningRate: 3e-3 };
        const fit =
          method === "topk"
            ? startFit(topK, { kind: "activations", source }, { ...common, params: { ...shared, ...params } as never })
            : startFit(l1, { kind: "activations", source }, { ...common, params: { ...shared, ...params } as never });
        const warm = method === "l1 sparse" ? Math.ceil(120 / block) : 1;
        let last: Record<string, number> = {};
        for (let i = 0; i < warm; i++) last = (await fit.next()).value.losses;
        for (let i = 0; i < 5; i++) {
          const begin = process.cpuUsage();
          const started = performance.now();
          last = (await fit.next()).value.losses;
          record(`${name} wall`, (performance.now() - started) / block);
          const { user, system } = process.cpuUsage(begin);
          record(`${name} cpu`, (user + system) / 1000 / block);
        }
        if (round === 0) losses.push(`${last.total!.toFixed(4)} l0 ${(last as { l0?: number }).l0 ?? "?"}`);
        await fit.return(undefined as never);
        (backend as { close?: () => void }).close?.();
      }
    }
    const show = (list: number[]): string => {
      const sorted = [...list].sort((a, b) => a - b);
      return `${sorted[sorted.length >> 1]!.toFixed(2)} (${sorted[0]!.toFixed(2)})`;
    };
    console.log(
      `${method} ${batch} ${dim}→${latents}`.padEnd(34),
      Object.entries(times)
        .map(([name, list]) => `${name} ${show(list)}`)
        .join("   "),
      `  loss ${losses.join(", ")}`,
    );
  }
}
