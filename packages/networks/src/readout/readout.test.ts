import { multiply, type Rng, rng, rowNorms } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { mechanismsAt, readoutNetwork, superposedReadout } from "../index.ts";
import { codeTable } from "./code-table.ts";
import { neuronGroups } from "./neuron-groups.ts";

describe("codeTable", () => {
  it.each(["sign", "gaussian"] as const)("keeps animals of a %s table apart", (table) => {
    for (let seed = 0; seed < 3; seed++) {
      const codes = codeTable(rng(seed), { table, animals: 40, attributes: 10, minDistance: 3 });
      for (const norm of rowNorms(codes)) expect(norm).toBeCloseTo(Math.sqrt(10), 5);
      const { data } = multiply(codes, codes, { transposeB: true });
      const apart = data.filter((_, at) => at % 41 !== 0);
      expect(Math.max(...apart)).toBeLessThan(4 + 1e-5);
      if (table === "sign") expect(codes.data.every((value) => Math.abs(value) === 1)).toBe(true);
    }
  });
});

describe("neuronGroups", () => {
  it("uses all neurons alike, and no pair of them twice", () => {
    const groups = neuronGroups(rng(1), 100, 80, 3);
    const shared = multiply(groups, groups, { transposeB: true }).data;
    shared.forEach((count, at) => {
      if (at % 101 === 0) expect(count).toBe(3);
      else expect(count).toBeLessThanOrEqual(1);
    });
    const uses = Array.from({ length: 80 }, (_, n) =>
      groups.data.filter((_, at) => at % 80 === n).reduce((a, b) => a + b),
    );
    expect(Math.min(...uses)).toBeGreaterThan(0);
    expect(Math.max(...uses)).toBeLessThanOrEqual(8);
  });
});

describe("readoutNetwork", () => {
  it("plants animals that are their attributes, and reads both off one activation", () => {
    const { planted, mechanisms } = readoutNetwork(rng(7));
    const gram = multiply(planted, planted, { transposeB: true });
    for (let i = 0; i < 50; i++) {
      expect(gram.data[i * 50 + i]).toBeCloseTo(1, 6);
      for (let j = 40; j < 50; j++) {
        const expected = i < 40 ? Math.sqrt(0.1) : Number(i === j);
        expect(Math.abs(gram.data[i * 50 + j]!)).toBeCloseTo(expected, 6);
      }
    }
    const animals = mechanismsAt(mechanisms, "animals");
    expect(animals.read.data.every((value, at) => Math.abs(value - planted.data[at]!) < 1e-6)).toBe(true);
    for (const length of rowNorms(animals.write)) expect(length).toBeCloseTo(2, 5);
    for (const length of rowNorms(mechanismsAt(mechanisms, "attributes").write)) {
      expect(length).toBeCloseTo(Math.sqrt(10), 5);
    }
    expect(mechanisms[0]!.threshold).toBeCloseTo(0.5, 6);
    expect(mechanisms[40]!.threshold).toBeCloseTo(0.3 / Math.sqrt(10), 6);
  });

  it("fires alone without jitter, and about two animals and four attributes with it", () => {
    const counts = (jitter: number): readonly number[] => {
      const network = readoutNetwork(rng(7), { jitter });
      const { data } = network.fires(network.source.sample(rng(8), 2000));
      return [0, 40, 50].slice(0, 2).map((from, g) => {
        const to = [40, 50][g]!;
        return data.filter((value, at) => value === 1 && at % 50 >= from && at % 50 < to).length / 2000;
      });
    };
    expect(counts(0)[0]).toBe(1);
    const [animals, attributes] = counts(0.5) as [number, number];
    expect(Math.abs(animals - 2)).toBeLessThan(0.2);
    expect(Math.abs(attributes - 4.4)).toBeLessThan(0.3);
  });

  it("draws what it says: one animal, and attributes beside it that leave the animals as they were", () => {
    const draw = (jitter: number): ReturnType<ReturnType<typeof readoutNetwork>["source"]["draw"]> =>
      readoutNetwork(rng(7), { jitter }).source.draw(rng(9), 500);
    const { planted } = readoutNetwork(rng(7));
    const { inputs, animals, attributes } = draw(0.5);
    expect(draw(0).animals).toEqual(animals);
    for (let i = 0; i < 500; i++) {
      const strengths = animals.data.subarray(i * 40, (i + 1) * 40).filter((value) => value !== 0);
      expect(strengths.length).toBe(1);
      expect(strengths[0]).toBeGreaterThanOrEqual(0.7);
      expect(strengths[0]).toBeLessThanOrEqual(1);
      for (let k = 0; k < 10; k++) {
        let value = 0;
        for (let r = 0; r < 50; r++) {
          const amount = r < 40 ? animals.data[i * 40 + r]! : attributes.data[i * 10 + r - 40]!;
          value += amount * planted.data[r * 10 + k]!;
        }
        expect(inputs.data[i * 10 + k]).toBeCloseTo(value, 5);
      }
    }
    const variance = attributes.data.reduce((sum, value) => sum + value * value, 0) / attributes.data.length;
    expect(Math.sqrt(variance * 10)).toBeCloseTo(0.5, 1);
  });

  it("gives linear and absolute circuits no threshold: they always act", () => {
    const network = readoutNetwork(rng(7), { animalResponse: "linear", attributeResponse: "absolute" });
    expect(network.mechanisms.every(({ threshold }) => threshold === undefined)).toBe(true);
    expect(network.fires(network.source.sample(rng(1), 3)).data.every((value) => value === 1)).toBe(true);
  });

  it("is the same for a seed and another for another, whatever else was drawn", () => {
    const drawn: Rng = rng(7);
    drawn.uniform();
    expect(readoutNetwork(drawn).planted).toEqual(readoutNetwork(rng(7)).planted);
    expect(readoutNetwork(rng(8)).planted).not.toEqual(readoutNetwork(rng(7)).planted);
  });
});

describe("superposedReadout", () => {
  it("answers for most animals although no neuron is one's own", () => {
    const network = superposedReadout(rng(1));
    const { rows, cols } = network.sites[0]!.weights;
    expect([rows, cols, network.outputs]).toEqual([64, 80, 100]);
    const { inputs, animals } = network.source.draw(rng(2), 1000);
    const fires = network.fires(inputs).data;
    const hits = animals.data.filter((strength, at) => strength > 0 && fires[at] === 1).length / 1000;
    const alarms = animals.data.filter((strength, at) => strength === 0 && fires[at] === 1).length / 1000;
    expect(hits).toBeGreaterThan(0.9);
    expect(alarms).toBeLessThan(0.3);
    const [animal] = network.mechanisms;
    expect(animal!.parts[0]!.write.data.filter((value) => value > 0.99).length).toBe(3);
  });
});
