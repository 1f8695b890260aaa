import { createTape } from "@exampledon/compute";
import { type Matrix, matrix, type Rng } from "@exampledon/core";
import type { NamedArray } from "../loss-term.ts";
import { runTarget } from "../run-target.ts";
import type { Setup, SiteSetup } from "../setup.ts";
import type { Initialisation } from "./initialisation.ts";

/** First factors of every site that has its own: `read.<site>` `[components · rank × in]`, `write.<site>` `[… × out]`. */
export async function initialFactors(
  setup: Setup<unknown>,
  initialisation: Initialisation,
  rank: (site: SiteSetup) => number,
  rng: Rng,
): Promise<Readonly<Record<string, NamedArray>>> {
  const out: Record<string, NamedArray> = {};
  for (const site of setup.sites) {
    if (site.transposeOf !== undefined) continue;
    const { name, weights, components } = site;
    const truth = setup.truth?.[name];
    const { read, write } = await initialisation.factors({
      site: name,
      weights,
      components,
      count: components * rank(site),
      rng: rng.split(name),
      activations: (samples) => activationsOf(setup, site, rng.split(name).split("activations"), samples),
      ...(truth && { truth }),
    });
    out[`read.${name}`] = { shape: [read.rows, read.cols], data: read.data };
    out[`write.${name}`] = { shape: [write.rows, write.cols], data: write.data };
  }
  return out;
}

async function activationsOf(setup: Setup<unknown>, site: SiteSetup, rng: Rng, samples: number): Promise<Matrix> {
  const { backend, network, sites, source } = setup;
  const { data } = source.sample(rng, samples);
  const found = backend.scope(() => {
    const tape = createTape(backend);
    const weights = new Map(
      sites.map(({ name, weights: { data, rows, cols } }) => [name, tape.constant(backend.upload(data, [rows, cols]))]),
    );
    const { inputs } = runTarget(network, tape.constant(backend.upload(data, [samples, network.inputs])), weights);
    return inputs.get(site.name)!.tensor;
  });
  const activations = await backend.read(found);
  backend.dispose(found);
  return matrix(samples, site.inputs, activations);
}
