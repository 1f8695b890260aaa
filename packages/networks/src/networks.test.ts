import { cpuBackend } from "@exampledon/backend-cpu";
import { matrixFromRows, rng } from "@exampledon/core";
import { expect, it, vi } from "vitest";
import { networks, nonZeroSource } from "./index.ts";

/** Small enough for a test, where a network has such a parameter. */
const SMALL: Readonly<Record<string, number>> = {
  steps: 20,
  batch: 16,
  animals: 6,
  attributes: 4,
  minDistance: 1,
  features: 5,
  width: 12,
};

it.each(networks.map((definition) => [definition.id, definition] as const))(
  "builds %s the same twice, with truth at its sites",
  async (id, { params, build, title, summary }) => {
    expect([title, summary].every((text) => text.length > 0)).toBe(true);
    const small = Object.fromEntries(Object.entries(SMALL).filter(([name]) => name in params));
    const backend = cpuBackend();
    const make = () => build(rng(3), small, { backend });
    const [one, two] = [await make(), await make()];
    expect(two.sites).toEqual(one.sites);
    const sites = new Set(one.mechanisms.flatMap(({ parts }) => parts.map(({ site }) => site)));
    expect([...sites].every((site) => one.sites.some(({ name }) => name === site))).toBe(true);
    expect(one.source.sample(rng(1), 3).cols).toBe(one.inputs);
    expect(networks.filter((other) => other.id === id)).toHaveLength(1);
    expect(backend.live().tensors).toBe(0);
    await expect(build(rng(3), { nonsense: 1 }, { backend })).rejects.toMatchObject({ code: "bad-param" });
  },
);

it("leaves out inputs without any feature, and nothing else", () => {
  const source = {
    dim: 2,
    sample: vi.fn(() =>
      matrixFromRows([
        [0, 0],
        [1, 0],
        [0, 0],
        [0, 2],
      ]),
    ),
  };
  const { data } = nonZeroSource(source).sample(rng(1), 3);
  expect([...data]).toEqual([1, 0, 0, 2, 1, 0]);
  expect(source.sample).toHaveBeenCalledTimes(2);
});
