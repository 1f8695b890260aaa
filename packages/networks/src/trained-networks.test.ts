import { cpuBackend } from "@exampledon/backend-cpu";
import { type Progress, rng, rowNorms } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { type KnownNetwork, networkOutputs, trainReadoutNetwork, trainResidualMlp, trainTms } from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const backend = cpuBackend();
const quick = { steps: 1200, batch: 256, learningRate: 0.01 };

/** Mean squared error to what each feature's answer should be. */
async function errorOf(network: KnownNetwork, wanted: (x: number) => number): Promise<number> {
  const x = network.source.sample(rng("test"), 4000);
  const y = await networkOutputs(backend, network, x);
  return y.data.reduce((sum, value, at) => sum + (value - wanted(x.data[at]!)) ** 2, 0) / y.data.length;
}

describe("trainTms", () => {
  it("learns all five features of 5-2, at the published length", async () => {
    for (let seed = 0; seed < 5; seed++) {
      const network = await trainTms(rng(seed), quick, { backend });
      const norms = rowNorms(network.sites[0]!.weights);
      for (const norm of norms) expect(Math.abs(norm - 1.13)).toBeLessThan(0.06);
      expect(await errorOf(network, (x) => x)).toBeLessThan(0.0024);
    }
  });

  it("gives the same bits for the same seed, reports and can be stopped", async () => {
    const reports: Progress[] = [];
    const train = (seed: number) =>
      trainTms(
        rng(seed),
        { ...quick, steps: 150, identity: true },
        { backend, onProgress: (progress) => reports.push(progress) },
      );
    const [one, same, other] = [await train(1), await train(1), await train(2)];
    expect(same.sites).toEqual(one.sites);
    expect(other.sites[0]!.weights).not.toEqual(one.sites[0]!.weights);
    expect(one.sites.map(({ name }) => name)).toEqual(["encoder", "identity", "decoder"]);
    expect(reports.slice(0, 2).map(({ step, total }) => [step, total])).toEqual([
      [100, 150],
      [150, 150],
    ]);
    const signal = AbortSignal.abort("enough");
    await expect(trainTms(rng(1), quick, { backend, signal })).rejects.toThrow(code("aborted"));
    await expect(trainTms(rng(1), { steps: 0 }, { backend })).rejects.toThrow(code("bad-param"));
    expect(backend.live().tensors).toBe(0);
  });
});

describe("trainReadoutNetwork", () => {
  it("learns reads near the planted ones, turned by interference, with thresholds of its own", async () => {
    const { mechanisms, planted } = await trainReadoutNetwork(rng(0), { steps: 600 }, { backend });
    const cosines = mechanisms.map(({ parts }, r) =>
      parts[0]!.read.data.reduce((sum, value, k) => sum + value * planted.data[r * 10 + k]!, 0),
    );
    const [animals, attributes] = [cosines.slice(0, 40), cosines.slice(40)];
    expect(Math.min(...animals)).toBeGreaterThan(0.9);
    expect(Math.max(...animals)).toBeLessThan(0.999);
    expect(Math.min(...attributes)).toBeGreaterThan(0.99);
    for (const { threshold } of mechanisms) expect(threshold).toBeGreaterThan(0);
    expect(backend.live().tensors).toBe(0);
  });
});

describe("trainResidualMlp", () => {
  const small = {
    features: 12,
    width: 100,
    neurons: 6,
    batch: 128,
    activeChance: 0.08,
    steps: 500,
    learningRate: 0.01,
  };
  it.each([1, 3])("with %i layers does better than passing features on", async (layers) => {
    const network = await trainResidualMlp(rng(0), { ...small, layers, neurons: 6 / layers }, { backend });
    const error = await errorOf(network, (x) => x + Math.max(0, x));
    const x = network.source.sample(rng("test"), 4000).data;
    const passingOn = x.reduce((sum, value) => sum + Math.max(0, value) ** 2, 0) / x.length;
    expect(error).toBeLessThan(0.8 * passingOn);
    expect(network.sites.length).toBe(2 * layers);
    expect(network.mechanisms.length).toBe(12 + layers);
    expect(backend.live().tensors).toBe(0);
  });
  it("refuses a stream narrower than its features", async () => {
    await expect(trainResidualMlp(rng(0), { width: 50 }, { backend })).rejects.toThrow(code("bad-param"));
  });
});
