import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run, sourceOf } from "@exampledon/decomposer";
import { spanned } from "@exampledon/geometry";
import { fractionOfVarianceUnexplained, l0, latentClassifier, matchedFidelity, meanMaxCosine } from "@exampledon/metrics";
import { saeMethods } from "@exampledon/sae";
const want = process.argv[2]?.split(",");
const extra = JSON.parse(process.argv[3] ?? "{}");
const seeds = (process.argv[4] ?? "1,2").split(",").map(Number);
for (const m of saeMethods) {
  if (want && want[0] !== "all" && !want.includes(m.id.slice(4))) continue;
  for (const seed of seeds) {
    const world = spanned.build(rng(seed).split("world"), { animals: 100, attributes: 20, activeMin: 1, activeMax: 1 });
    const input = { kind: "activations", source: sourceOf(world) } as const;
    const t0 = performance.now();
    let last: Record<string, number> = {};
    const d = await run(m, input, { backend: cpuBackend(), rng: rng(seed).split("fit"), params: { latents: 100, steps: 2000, ...extra } as never, onStep: (s) => { last = { ...s.losses, ...s.measures }; } });
    const ms = performance.now() - t0;
    const b = world.sample(rng(seed).split("eval"), 5000);
    const animals = world.groups.find((g) => g.name === "animals")!.directions;
    const attributes = world.groups.find((g) => g.name === "attributes")!.directions;
    const activity = d.activity(b.activations);
    const target = b.coefficients.animals!;
    const f = (v: number) => v.toFixed(3);
    const cls = latentClassifier({ activity, target, write: d.write, features: animals });
    const mf = matchedFidelity({ activity, target, write: d.write, features: animals });
    const dead = Array.from({ length: activity.cols }, (_, j) => { for (let i = 0; i < activity.rows; i++) if (activity.data[i * activity.cols + j]! > 0) return 0; return 1; }).reduce((a: number, x) => a + x, 0);
    console.log(m.id.padEnd(18), "seed", seed, "An", f(meanMaxCosine(animals, d.write).mean), "At", f(meanMaxCosine(attributes, d.write).mean), "L0", f(l0(activity)), "FVU", f(fractionOfVarianceUnexplained(b.activations, d.reconstruct(b.activations))), "R2an", f((mf as never as {identity: number}).identity ?? NaN), "F1", f(cls.mean.f1), "dead", dead, `${(ms / 1000).toFixed(1)}s`, Object.entries(last).map(([k, v]) => `${k}=${v.toPrecision(3)}`).join(" "));
  }
}
