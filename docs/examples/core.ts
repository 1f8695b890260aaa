import { integer, isExampledonError, matrixFromRows, multiply, parseParams, rng } from "@exampledon/core";

const product = multiply(matrixFromRows([[1, 2]]), matrixFromRows([[3], [4]]));
console.log("product:", ...product.data);
const draws = rng(7).split("init");
console.log("two named streams never meet:", draws.normal().toFixed(3), rng(7).split("data").normal().toFixed(3));
const spec = { latents: integer({ doc: "Size of the dictionary.", default: 100, min: 1, max: 1000 }) };
try {
  parseParams("example", spec, { latents: 0 });
} catch (error) {
  if (isExampledonError(error, "bad-param")) console.log(error.message);
}
