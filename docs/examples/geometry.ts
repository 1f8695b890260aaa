import { multiply, rng } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";

const world = spanned.build(rng(1), { animals: 200, attributes: 20 });
const { activations, coefficients, readings } = world.sample(rng(2), 1);
const [animals, attributes] = world.groups;
const rebuilt = multiply(coefficients.animals!, animals!.directions);
console.log(`features: ${animals!.directions.rows} animals and ${attributes!.directions.rows} attributes`);
console.log(`error of the sum over animals: ${Math.abs(rebuilt.data[0]! - activations.data[0]!).toFixed(6)}`);
console.log(`attributes that read non-zero: ${readings.attributes!.data.filter((value) => value !== 0).length}`);
