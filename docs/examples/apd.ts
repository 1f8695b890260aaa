import { spd } from "@exampledon/apd";
import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { readoutNetwork } from "@exampledon/networks";

// Circuits on 3 attributes and on 4 animals, each of which is a sum of attributes.
const network = readoutNetwork(rng(3), { animals: 4, attributes: 3, minDistance: 1, sites: "one", jitter: 0.3 });
const found = await run(
  spd,
  { kind: "parameters", network, source: network.source },
  { backend: cpuBackend(), seed: 3, params: { components: 20, steps: 300 } },
);
const { components, inputs, outputs } = found.site("readout");
console.log(`a matrix [${inputs} × ${outputs}] as a sum of ${components} components of rank one`);
const x = network.source.sample(rng(4), 5);
const { readout } = await found.importances(x);
console.log(
  `how much each of them matters on ${x.rows} inputs: [${readout?.rows} × ${readout?.cols}], between 0 and 1`,
);
