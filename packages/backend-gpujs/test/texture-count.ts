import { type Check, violation } from "@exampledon/conformance";
import type { GpujsBackend, GpujsMode } from "../src/index.ts";

const ROUNDS = 30;

/** Textures that exist: made and not deleted. A kernel may hold on to its last result, but nothing may pile up. */
export function textureCount(backend: () => GpujsBackend, mode: GpujsMode): Check[] {
  if (mode === "cpu") return [];
  return [{ name: "textures-do-not-pile-up", run: () => count(backend(), mode) }];
}

async function count(backend: GpujsBackend, mode: "webgl" | "webgl2"): Promise<void> {
  const { prototype } = mode === "webgl" ? WebGLRenderingContext : WebGL2RenderingContext;
  const { createTexture, deleteTexture } = prototype;
  let textures = 0;
  prototype.createTexture = function () {
    textures++;
    return createTexture.call(this);
  };
  prototype.deleteTexture = function (texture) {
    textures--;
    deleteTexture.call(this, texture);
  };
  try {
    await round(backend, 5);
    await round(backend, 6);
    const before = textures;
    for (let i = 0; i < ROUNDS; i++) await round(backend, 5 + (i % 2));
    const more = textures - before;
    if (more > 0) violation(`${ROUNDS} rounds of the same must leave no textures`, more, "delete what is freed");
  } finally {
    Object.assign(prototype, { createTexture, deleteTexture });
  }
}

async function round(backend: GpujsBackend, size: number): Promise<void> {
  const { primitives } = backend;
  const parameter = backend.fill([size, size], 1);
  const total = backend.scope(() => {
    const x = backend.upload(new Float32Array(size * size).fill(0.5), [size, size]);
    const sum = primitives.binary("add", primitives.matmul(x, parameter), backend.fill([size], 1));
    // Its own output comes in again.
    const twice = primitives.binary("add", primitives.binary("add", sum, sum), sum);
    primitives.assignInPlace(parameter, primitives.reshape(twice, [size, size]));
    return primitives.reduce("sum", primitives.topK(parameter, 2).values, [0, 1], false);
  });
  await backend.read(total);
  backend.dispose(total);
  backend.dispose(parameter);
}
