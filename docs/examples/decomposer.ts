import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { pca, sourceOf, startFit } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";

const world = spanned.build(rng(1), { animals: 100, attributes: 8 });
const fit = startFit(pca, { kind: "activations", source: sourceOf(world) }, { backend: cpuBackend(), seed: 1 });
let next = await fit.next(); // one step; not calling next() is a pause
while (!next.done) next = await fit.next();
const x = world.sample(rng(2), 5).activations;
console.log(
  `${next.value.components} components rebuild ${x.rows} samples of ${next.value.reconstruct(x).cols} numbers`,
);
