import { matrix, multiply, type Rng, rng, rowNorms } from "@exampledon/core";
import { expect, test } from "vitest";
import { data } from "./data.ts";
import type { InitialInput } from "./initialisation.ts";
import { mapped } from "./mapped.ts";
import { perSite } from "./per-site.ts";

const weights = matrix(
  3,
  5,
  Float32Array.from({ length: 15 }, (_, i) => Math.sin(i + 1)),
);
const normals = (stream: Rng, rows: number) =>
  matrix(
    rows,
    3,
    Float32Array.from({ length: rows * 3 }, () => stream.normal()),
  );
const input: InitialInput = {
  site: "first",
  weights,
  components: 2000,
  count: 2000,
  rng: rng("start"),
  activations: async (samples) => normals(rng("activations"), samples),
};

test("components along isotropic activations add up to about the weights", async () => {
  const { read, write } = await mapped.factors(input);
  expect(rowNorms(read).every((length) => Math.abs(length - 1) < 1e-6)).toBe(true);
  const total = multiply(read, write, { transposeA: true });
  const errors = total.data.map((value, at) => Math.abs(value - weights.data[at]!));
  expect(Math.max(...errors)).toBeLessThan(0.12);
});

test("every site starts in its own way, and a site that was forgotten is named", async () => {
  const start = perSite({ first: mapped, second: data });
  expect(await start.factors(input)).toEqual(await mapped.factors(input));
  expect(await start.factors({ ...input, site: "second", rng: rng("start") })).toEqual(
    await data.factors({ ...input, rng: rng("start") }),
  );
  expect(() => start.factors({ ...input, site: "third" })).toThrow(
    expect.objectContaining({ code: "bad-param" }) as never,
  );
});
