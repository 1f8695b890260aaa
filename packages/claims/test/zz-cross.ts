// @ts-nocheck
import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { joinSources, run } from "@exampledon/decomposer";
import { activationsOf, spanned, withAddedAttribute } from "@exampledon/geometry";
import { crosscoder } from "@exampledon/sae";
import { readCrosscoder } from "../src/scrabble-finetune/read-crosscoder.ts";

const [animals, latents, steps] = process.argv.slice(2, 5).map(Number);
const mags = process.argv[6] === "spread" ? {} : { magnitudeLow: 1, magnitudeHigh: 1 };
const sparsities = JSON.parse(process.argv[5]!);
for (const own of sparsities)
  for (const seed of [1, 2, 3]) {
    const root = rng(seed);
    const base = spanned.build(root.split("world"), { animals, attributes: 50, ...mags });
    const worlds = withAddedAttribute(base, root.split("fine-tuning"), { name: "Scrabble points" });
    const source = joinSources([activationsOf(worlds.before), activationsOf(worlds.after)]);
    const t = performance.now();
    let last: any;
    const found = await run(
      crosscoder,
      { kind: "activations", source },
      {
        backend: cpuBackend(),
        rng: root.split("fit"),
        every: 500,
        params: { latents, steps, ...own },
        onStep: (s) => {
          last = { ...s.losses, ...s.measures };
        },
      },
    );
    const r = readCrosscoder(found, worlds, source.sample(root.split("read"), 4000));
    console.log(
      JSON.stringify({
        own,
        seed,
        s: Math.round((performance.now() - t) / 1000),
        ...Object.fromEntries(
          Object.entries({ ...r, mse: last.mse, l0: last.l0, dead: last.dead }).map(([k, v]) => [
            k,
            +(v as number).toFixed(4),
          ]),
        ),
      }),
    );
  }
