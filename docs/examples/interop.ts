import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run, sourceOf } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { exportSaeLens, importFolder } from "@exampledon/interop";
import { batchTopK } from "@exampledon/sae";

const world = spanned.build(rng(5).split("world"), { animals: 40, attributes: 10 });
const input = { kind: "activations", source: sourceOf(world) } as const;
const params = { latents: 60, steps: 300, k: 1 };
const sae = await run(batchTopK, input, { backend: cpuBackend(), seed: 5, params });

// The bytes of a folder that SAELens loads, and back from any such folder.
const files = exportSaeLens(sae);
for (const [name, bytes] of Object.entries(files)) console.log(name, bytes.length > 0);
const { decomposition, config } = importFolder(files);
console.log(`${config.architecture}: ${config.d_sae} latents of ${config.d_in} numbers`);

const x = world.sample(rng(5).split("x"), 100).activations;
const [before, after] = [sae.reconstruct(x).data, decomposition.reconstruct(x).data];
console.log(`same bits: ${before.every((value, at) => value === after[at])}`);
