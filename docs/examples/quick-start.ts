import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run, sourceOf } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { chanceMeanMaxCosine, meanMaxCosine } from "@exampledon/metrics";
import { l1 } from "@exampledon/sae";

// 40 animals, each a random combination of 10 orthonormal attributes: two true answers to "what are the features?"
const world = spanned.build(rng(7).split("world"), { animals: 40, attributes: 10 });
const input = { kind: "activations", source: sourceOf(world) } as const;
const sae = await run(l1, input, { backend: cpuBackend(), seed: 7, params: { latents: 80, steps: 1000 } });
for (const { name, directions } of world.groups) {
  const found = meanMaxCosine(directions, sae.write).mean;
  const chance = chanceMeanMaxCosine({ features: directions, latents: 80 }, rng(7).split("chance")).mean;
  console.log(`${name}: mean max cosine ${found.toFixed(2)}, by chance ${chance.toFixed(2)}`);
}
