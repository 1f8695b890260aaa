import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run, sourceOf } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { topK } from "@exampledon/sae";

const world = spanned.build(rng(3), { animals: 20, attributes: 8 });
const input = { kind: "activations", source: sourceOf(world) } as const;
const params = { latents: 40, k: 1, steps: 400 };
const sae = await run(topK, input, { backend: cpuBackend(), seed: 3, params });
const activity = sae.activity(world.sample(rng(4), 100).activations);
console.log("latents on per sample:", activity.data.filter((code) => code > 0).length / activity.rows);
