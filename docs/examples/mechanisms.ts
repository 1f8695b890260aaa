import { rng } from "@exampledon/core";
import { componentMatch } from "@exampledon/metrics";
import { columnsAt, mechanismsAt, readoutNetwork } from "@exampledon/networks";

const network = readoutNetwork(rng(1), { animals: 40, attributes: 10 });
const animals = mechanismsAt(network.mechanisms, "animals");
const fires = columnsAt(network.fires(network.source.sample(rng(2), 1000)), animals);
console.log(`${animals.names.length} animal circuits on ${network.inputs} dimensions`);
console.log(`at work on an input: ${(fires.data.reduce((a, b) => a + b) / fires.rows).toFixed(1)}`);

const { read, write } = animals;
const bundled = componentMatch({ components: { read, write, rank: 2 }, mechanisms: animals });
const apart = componentMatch({ components: { read, write }, mechanisms: animals });
console.log(`components of two animals each: ${bundled.recovered} recovered, mean cosine ${bundled.mean.toFixed(2)}`);
console.log(`components of one animal each: ${apart.recovered} recovered, mean cosine ${apart.mean.toFixed(2)}`);
