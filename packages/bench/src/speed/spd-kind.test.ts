import { spd } from "@exampledon/apd";
import { expect, it } from "vitest";
import { kindOf } from "./kind-of.ts";
import { NETWORK_METHOD, onlyMethods, speedSettings } from "./settings.ts";

const sizes = {
  ...{ method: NETWORK_METHOD, batch: 16, dim: 10, latents: 32 },
  network: { animals: 12, attributes: 10, components: [24, 8] },
} as const;
const kind = kindOf(sizes);

it("hands out the network that is decomposed: the circuits fire as it says", () => {
  const data = kind.data(sizes);
  const array = (name: string) => data.find((each) => each.name === name)!;
  const batches = array("batches").data;
  const bias = array("network/bias").data;
  const parts = [array("network/animals"), array("network/attributes")];
  let fired = 0;
  let circuit = 0;
  for (const { data: weights, shape } of parts) {
    const width = shape[1]!;
    for (let column = 0; column < width; column++, circuit++) {
      for (let sample = 0; sample < batches.length / 10; sample++) {
        let z = bias[circuit]!;
        for (let k = 0; k < 10; k++) z += batches[sample * 10 + k]! * weights[k * width + column]!;
        if (z > 0) fired++;
      }
    }
  }
  expect(fired / (circuit * (batches.length / 10))).toBeCloseTo(kind.density(sizes, data, []), 3);
  expect(circuit).toBe(22);
});

it("foretells masks of every site from a checkpoint, in [0, 1), others at every step", async () => {
  const checkpoint = await kind.first(sizes);
  const draws = kind.draws(sizes, checkpoint, 2);
  expect(draws.map(({ name, shape }) => [name, ...shape])).toEqual([
    ["0/animals", 16, 24],
    ["0/attributes", 16, 8],
    ["1/animals", 16, 24],
    ["1/attributes", 16, 8],
  ]);
  expect(draws[0]!.data).not.toEqual(draws[2]!.data);
  for (const { data } of draws) expect(data.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(kind.draws(sizes, checkpoint, 1)[0]!.data).toEqual(draws[0]!.data);
});

it("times the methods that are asked for and nothing else", () => {
  expect(NETWORK_METHOD).toBe(spd.id);
  const whole = speedSettings(false);
  const { methods, networks, products, topK } = onlyMethods(whole, ["spd"]);
  expect([methods, networks, products, topK.latents]).toEqual([[], whole.networks, [], []]);
  const dictionaries = onlyMethods(whole, ["top-k"]);
  expect([dictionaries.methods, dictionaries.networks]).toEqual([["sae/top-k", "sae/batch-top-k"], []]);
  expect(dictionaries.topK.latents).toEqual(whole.topK.latents);
});
