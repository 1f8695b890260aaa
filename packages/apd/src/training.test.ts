import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError, matrix, rng } from "@exampledon/core";
import {
  type Checkpoint,
  canonicalJson,
  decodeCheckpoint,
  encodeCheckpoint,
  type ParameterDecomposerDefinition,
  run,
  startFit,
} from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { identityReadout, oneHotInput, twoLayers } from "../test/toy.ts";
import { apd } from "./apd.ts";
import { apdFromJson } from "./apd-from-json.ts";
import { spd, spdOracle } from "./spd.ts";
import { spdFromJson } from "./spd-from-json.ts";

const methods: readonly (readonly [string, ParameterDecomposerDefinition, Record<string, unknown>])[] = [
  ["apd/apd", apd as never, { active: 1.5, rank: 2 }],
  [
    "apd/spd",
    spd as never,
    { layerwise: 1, subset: 1, weightDelta: true, faithfulnessSteps: 5, faithfulnessDecay: 0.1 },
  ],
  [
    "apd/spd with an adversary",
    spd as never,
    { adversarial: 0.5, leak: "rising", importanceFunction: "component-mlp" },
  ],
  [
    "apd/spd with other parts",
    spd as never,
    { importanceFunction: "shared-mlp", maskSource: "binomial", penalty: "power" },
  ],
];

describe.each(methods)("%s", (_, method, extra) => {
  const network = twoLayers();
  const input = oneHotInput(network);
  const params = { components: 5, steps: 12, batch: 8, ...extra } as never;
  const probe = input.source.sample(rng("probe"), 6);

  test("same seed, same bits; another seed, others; resuming changes nothing", async () => {
    const seen: string[] = [];
    let saved = "";
    const whole = await run(method, input, {
      backend: cpuBackend(),
      params,
      seed: 1,
      every: 4,
      onStep: async (step) => {
        seen.push(JSON.stringify([step.step, step.losses]));
        if (step.step === 8) saved = encodeCheckpoint(await step.checkpoint());
      },
    });
    const again = await run(method, input, { backend: cpuBackend(), params, seed: 1, every: 5 });
    expect(canonicalJson(again.toJSON())).toBe(canonicalJson(whole.toJSON()));
    const other = await run(method, input, { backend: cpuBackend(), params, seed: 2 });
    expect(canonicalJson(other.toJSON())).not.toBe(canonicalJson(whole.toJSON()));
    const rest: string[] = [];
    const resumed = await run(method, input, {
      backend: cpuBackend(),
      params,
      seed: 3,
      every: 4,
      resume: decodeCheckpoint(saved),
      onStep: (step) => void rest.push(JSON.stringify([step.step, step.losses])),
    });
    expect(rest).toEqual(seen.slice(2));
    expect(canonicalJson(resumed.toJSON())).toBe(canonicalJson(whole.toJSON()));
  });

  test("a peek is the result of that length, and an old report refuses to answer", async () => {
    const fit = startFit(method, input, { backend: cpuBackend(), params, seed: 1, every: 6 });
    const first = (await fit.next()).value;
    if (!("peek" in first)) throw new Error("a report was expected");
    const peeked = await first.peek();
    expect(peeked.sites.map(({ name }) => name)).toEqual(["first", "second"]);
    await fit.next();
    await expect(first.peek()).rejects.toSatisfy((error) => isExampledonError(error, "disposed"));
    await fit.return(undefined as never);
  });

  test("ends within a step of an abort, and however it ends nothing is left on the device", async () => {
    for (const end of ["finish", "abort", "return", "error"] as const) {
      const backend = cpuBackend();
      const control = new AbortController();
      let draws = 0;
      const source = {
        dim: 3,
        sample: (stream: never, batch: number) => {
          draws++;
          if (end === "error" && draws > 3) throw new Error("the source failed on purpose");
          if (end === "abort" && draws === 3) control.abort("enough");
          return input.source.sample(stream, batch);
        },
      };
      const fit = startFit(method, { ...input, source }, { backend, params, every: 1, signal: control.signal });
      const error = await (async () => {
        try {
          await fit.next();
          if (end === "return") await fit.return(undefined as never);
          while (!(await fit.next()).done);
        } catch (reason) {
          return reason;
        }
      })();
      if (end === "abort") expect(isExampledonError(error, "aborted")).toBe(true);
      if (end === "abort") expect(draws).toBe(3);
      expect(backend.live().tensors, end).toBe(0);
    }
  });

  test("comes back from JSON to the same bits", async () => {
    const backend = cpuBackend();
    const found = await run(method, input, { backend, params, seed: 1 });
    const restore = method === (apd as never) ? apdFromJson : spdFromJson;
    const restored = restore(JSON.parse(JSON.stringify(found)), { network, backend });
    expect(canonicalJson(restored.toJSON())).toBe(canonicalJson(found.toJSON()));
    expect(await restored.importances(probe)).toEqual(await found.importances(probe));
    const { sites, ...bare } = found.toJSON();
    expect(() => restore({ ...bare, sites: sites.slice(1) }, { network, backend })).toThrow(/sites must be those/);
  });
});

test("an oracle is told the mechanisms and starts there; without truth it refuses", async () => {
  const network = identityReadout(6);
  const eye = network.sites[0]!.weights;
  const input = { ...oneHotInput(network), truth: { readout: { read: eye, write: eye } } };
  const params = { components: 8, steps: 1, learningRate: 1e-6 };
  const found = await run(spdOracle, input, { backend: cpuBackend(), params });
  for (let i = 0; i < 6; i++) {
    expect(found.site("readout").read.data[i * 7]).toBeCloseTo(1, 4);
    expect(found.site("readout").write.data[i * 7]).toBeCloseTo(1, 4);
  }
  const untold = run(spdOracle, oneHotInput(network), { backend: cpuBackend(), params });
  await expect(untold).rejects.toSatisfy((error) => isExampledonError(error, "bad-param"));
});

test("only an oracle sees the truth", async () => {
  const network = identityReadout(3);
  const params = { components: 3, steps: 1 };
  const seen: unknown[] = [];
  const spy: typeof spd = {
    ...spd,
    fit: (given, ...rest) => {
      seen.push(Object.keys(given));
      return spd.fit(given, ...rest);
    },
  };
  const plain = { ...oneHotInput(network), truth: { readout: { read: matrix(1, 3), write: matrix(1, 3) } } };
  await run(spy, plain, { backend: cpuBackend(), params });
  expect(seen).toEqual([["kind", "source", "network"]]);
});

test("bad inputs are refused before anything is trained", async () => {
  const backend = cpuBackend();
  const network = identityReadout(4);
  const good = oneHotInput(network);
  const twice = { ...network, sites: [network.sites[0]!, network.sites[0]!] };
  const wrong = {
    ...network,
    sites: [...network.sites, { name: "turned", weights: matrix(4, 4), transposeOf: "readout" }],
  };
  const cases: readonly (readonly [string, unknown])[] = [
    ["bad-shape", { ...good, source: oneHotInput(identityReadout(5)).source }],
    ["unknown-id", { ...good, sites: { nowhere: {} } }],
    ["bad-param", { ...good, sites: { readout: { components: 0 } } }],
    ["bad-param", { ...good, network: undefined }],
    ["bad-param", { ...good, network: { ...network, sites: [] } }],
    ["bad-shape", { ...good, network: twice }],
    ["bad-shape", { ...good, network: wrong }],
  ];
  for (const [code, input] of cases) {
    const fit = run(spd, input as never, { backend, params: { steps: 1 } });
    await expect(fit).rejects.toSatisfy((error) => isExampledonError(error, code as never));
  }
  expect(backend.live().tensors).toBe(0);
});

test("a checkpoint of other sizes is refused", async () => {
  const network = identityReadout(4);
  const input = oneHotInput(network);
  let saved: Checkpoint | undefined;
  const params = { components: 4, steps: 4 };
  const onStep = async (step: { checkpoint(): Promise<Checkpoint> }) => {
    saved = await step.checkpoint();
  };
  await run(spd, input, { backend: cpuBackend(), params, every: 2, onStep });
  const backend = cpuBackend();
  const wider = { ...input, sites: { readout: { components: 5 } } };
  const resumed = run(spd, wider, { backend, params, resume: saved! });
  await expect(resumed).rejects.toSatisfy((error) => isExampledonError(error, "corrupt-file"));
  expect(backend.live().tensors).toBe(0);
});

test("a diverging loss ends the run, naming the step", async () => {
  const network = identityReadout(4);
  const input = oneHotInput(network);
  const source = { dim: 4, sample: () => matrix(2, 4, new Float32Array(8).fill(1e25)) };
  const fit = run(spd, { ...input, source }, { backend: cpuBackend(), params: { batch: 2, steps: 9 }, every: 3 });
  await expect(fit).rejects.toThrow(/at step 3/);
});
