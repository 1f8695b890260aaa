// @ts-nocheck
import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { activationsOf, composed } from "@exampledon/geometry";
import { endToEnd, l1, matryoshka } from "@exampledon/sae";
import { directionsOf } from "../src/groups.ts";
import { compositionOf } from "../src/red-triangle/objective.ts";
import { readLatents } from "../src/red-triangle/read-latents.ts";
import { readerNetwork } from "../src/red-triangle/reader-network.ts";
const seeds = [1,2,3,4,5];
const go = async (label, method, params, share = 1) => {
  const rows = [];
  for (const seed of seeds) {
    const root = rng(seed);
    const world = composed.build(root.split("world"), { groupA: 3, groupB: 4, shareOfPairs: share });
    const c = compositionOf(directionsOf(world, "colours"), directionsOf(world, "shapes"));
    const source = activationsOf(world);
    let last = {};
    const f = await run(method, { kind: "activations", source, network: readerNetwork(c.features) }, { backend: cpuBackend(), rng: root.split("fit " + label), every: 1000, params: { steps: 3000, batch: 256, learningRate: 3e-3, trainDecoderBias: false, ...params }, onStep: (s) => { last = { ...s.losses, ...s.measures }; } });
    const r = readLatents(f, c, world.sample(root.split("read"), 4000).activations, 0.3);
    rows.push([r.true, r.composed, r.other, r.features, r.pairs, +(last.outputs ?? last.mse).toFixed(3), +last.l0.toFixed(2)].join("/"));
  }
  console.log(label.padEnd(28), "true/composed/other/features/pairs/err/l0:", rows.join("  "));
};
const which = process.argv[2];
if (which === "e2e") for (const l1Coefficient of [0.1, 0.3]) for (const latents of [7, 12, 19]) {
  await go(`l1 ${latents} λ${l1Coefficient}`, l1, { latents, l1Coefficient });
  await go(`e2e ${latents} λ${l1Coefficient}`, endToEnd, { latents, l1Coefficient });
}
if (which === "topk") for (const latents of [7, 12, 19]) await go(`e2e top-k 2 ${latents}`, endToEnd, { latents, sparsity: "top-k", k: 2 });
if (which === "mat") { for (const k of [1, 1.5, 2]) await go(`matryoshka 7,19 k${k}`, matryoshka, { latents: 19, levels: 2, levelRatio: 19 / 7, k }); }
