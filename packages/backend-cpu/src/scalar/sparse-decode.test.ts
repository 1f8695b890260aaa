import type { Tensor } from "@exampledon/compute";
import { rng } from "@exampledon/core";
import { expect, test } from "vitest";
import { cpuBackend } from "../index.ts";

test.each([0.02, 0.6])(
  "gradient of codes at density %s: upstream · Wᵀ where the code is not 0, else exactly 0",
  async (density) => {
    const backend = cpuBackend({ kernels: "scalar" });
    const draw = rng(3).split(density);
    const upload = (shape: number[], value: () => number): Tensor =>
      backend.upload(Float32Array.from({ length: shape[0]! * (shape[1] ?? 1) }, value), shape);
    const codes = upload([31, 97], () => (draw.uniform() < density ? draw.normal() : draw.uniform() < 0.5 ? 0 : -0));
    const weights = upload([97, 13], () => draw.normal());
    const upstream = upload([31, 13], () => draw.normal());
    const bias = backend.fill([13], 0);
    const { forward, backward } = backend.fused.sparseDecode!;
    const inputs = [codes, weights, bias];
    const output = forward(inputs, {});
    const [ofCodes, ofWeights, ofBias] = backward({ inputs, output, upstream, needs: [true, false, false] }, {});
    expect([ofWeights, ofBias]).toEqual([undefined, undefined]);
    const full = await backend.read(backend.primitives.matmul(upstream, weights, { transposeB: true }));
    const z = await backend.read(codes);
    expect([...(await backend.read(ofCodes!))]).toEqual([...full].map((value, i) => (z[i] === 0 ? 0 : value)));
  },
);
