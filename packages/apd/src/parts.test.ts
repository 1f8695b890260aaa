import { cpuBackend } from "@exampledon/backend-cpu";
import { checkGradient, createTape, lowerLeaky, mul, type Node, sum, upperLeaky } from "@exampledon/compute";
import {
  defaultsOf,
  type IntegerField,
  integer,
  isExampledonError,
  matrix,
  type NumberField,
  number,
  rng,
} from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";
import { loadFixture } from "../test/fixture.ts";
import { identityReadout, oneHotInput, twoLayers } from "../test/toy.ts";
import { adversarialMasks } from "./adversarial-masks.ts";
import { topKMask } from "./attribution/top-k-mask.ts";
import { uniforms } from "./fill-uniform.ts";
import {
  defineSpd,
  type ImportanceFunction,
  type LossTerm,
  type MaskSource,
  type SpdStep,
  spd,
  spdOracle,
  spdParts,
} from "./index.ts";
import { initialisations } from "./initial/initialisations.ts";
import { learningRateAt } from "./learning-rate.ts";

describe("parts from outside", () => {
  /** Keeps components small that nobody needs: a term that the package does not have. */
  const params: { readonly shrink: NumberField } = {
    shrink: number({ doc: "Weight of the squared size of all components.", default: 0.1, min: 0, max: 10 }),
  };
  const shrink: LossTerm<SpdStep, typeof params> = {
    title: "size of components",
    params,
    weight: (values) => values.shrink,
    loss: ({ sites }) => sites.map(({ factors }) => sum(mul(factors.read, factors.read))).reduce((a) => a),
  };
  const halfOn: MaskSource<Record<never, never>> = {
    title: "always half on",
    params: {},
    draw: (_, count) => new Float32Array(count).fill(0.5),
  };
  const constantParams: { readonly level: IntegerField } = {
    level: integer({ doc: "Importance of every component.", default: 1, min: 0, max: 1 }),
  };
  const constantImportance: ImportanceFunction<typeof constantParams> = {
    title: "the same for all",
    params: constantParams,
    arrays: ({ components }, { level }) => ({
      bias: { shape: [components], data: new Float32Array(components).fill(level) },
    }),
    gate: ({ bias }, { readings }) => mul(bias!, mul(readings(), 0)),
    evaluate: (_, { readings }) => ({ ...readings, data: readings.data.map(() => 0) }),
  };
  const method = defineSpd({
    id: "mine/spd",
    title: "SPD with parts of mine",
    summary: "A term, a mask source and an importance function that the package does not know.",
    references: [],
    parts: {
      ...spdParts,
      terms: { ...spdParts.terms, shrink },
      maskSources: { ...spdParts.maskSources, halfOn },
      importanceFunctions: { ...spdParts.importanceFunctions, constantImportance },
    },
  });

  test("their parameters become the method's, and the term is reported by its name", async () => {
    expect(defaultsOf(method.params)).toMatchObject({ shrink: 0.1, level: 1, maskSource: "uniform" });
    const losses: Record<string, number>[] = [];
    const network = identityReadout(4);
    await run(method, oneHotInput(network), {
      backend: cpuBackend(),
      params: { steps: 3, components: 5, shrink: 0.5, maskSource: "halfOn", importanceFunction: "constantImportance" },
      onStep: (step) => void losses.push({ ...step.losses }),
    });
    expect(losses.at(-1)!.shrink).toBeGreaterThan(0);
    expect(losses.at(-1)!.total).toBeCloseTo(
      Object.entries(losses.at(-1)!).reduce((total, [name, value]) => (name === "total" ? total : total + value), 0),
      5,
    );
  });

  test("a part of weight 0 is not computed", async () => {
    const refusing: typeof shrink = {
      ...shrink,
      loss: () => {
        throw new Error("computed");
      },
    };
    const off = defineSpd({ ...method, parts: { ...spdParts, terms: { ...spdParts.terms, refusing } } } as never);
    const input = oneHotInput(identityReadout(3));
    await run(off as typeof spd, input, { backend: cpuBackend(), params: { steps: 1, shrink: 0 } as never });
  });

  test("two parts may not give one name to different parameters", () => {
    const clashing = { ...shrink, params: { faithfulness: params.shrink } } as never;
    const define = () =>
      defineSpd({ ...method, parts: { ...spdParts, terms: { ...spdParts.terms, clashing } } } as never);
    expect(define).toThrow(expect.objectContaining({ code: "bad-param" }) as never);
  });
});

describe("masks and attributions", () => {
  const scoresOf = (data: number[]) => {
    const backend = cpuBackend();
    const tape = createTape(backend);
    return { backend, node: tape.constant(backend.upload(Float32Array.from(data), [2, 3])) };
  };

  test("a top k over the batch may give one sample more; for each sample it may not", async () => {
    const { backend, node } = scoresOf([5, 4, 3, 2, 1, 0]);
    const read = async (k: number, over: boolean) => [...(await backend.read(topKMask(node, k, over).tensor))];
    expect(await read(1.5, true)).toEqual([1, 1, 1, 0, 0, 0]);
    expect(await read(1, false)).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await read(0.4, true)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await read(9, true)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test("uniform numbers are uniform, follow the stream and move it on by four draws", () => {
    const values = uniforms(rng(3), 40_000);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const square = values.reduce((total, value) => total + value * value, 0) / values.length;
    // Four standard errors.
    expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 40_000));
    expect(Math.abs(square - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / 40_000));
    const [one, other] = [rng(3), rng(3)];
    expect(uniforms(one, 5)).toEqual(uniforms(other, 9).slice(0, 5));
    expect(one.uniform()).toBe(other.uniform());
    expect(uniforms(one, 5)).not.toEqual(uniforms(rng(3), 5));
  });

  test("subset routing sends each sample through a random set of sites, none of them empty", async () => {
    const term = spdParts.terms.subset;
    const backend = cpuBackend();
    const tape = createTape(backend);
    const seen: Float32Array[][] = [];
    const step = {
      batch: 4000,
      tape,
      sites: [{ name: "a" }, { name: "b" }, { name: "c" }],
      draw: () => ({}),
      outputs: (masks: Record<string, { route: Node }>) => {
        seen.push(
          Object.values(masks).map(({ route }) => (route.tensor as unknown as { data: Float32Array }).data.slice()),
        );
        return tape.constant(backend.fill([], 0));
      },
      error: (node: Node) => node,
    };
    term.loss(step as never, { subset: 1, samples: 1 }, { rng: rng(1) } as never);
    const [a, b, c] = seen[0] as [Float32Array, Float32Array, Float32Array];
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[a[i]! + b[i]! + c[i]!]!++;
    expect(counts[0]).toBe(0);
    // Each size has chance 1/3, each site 2/3; four standard errors.
    for (const count of counts.slice(1)) expect(Math.abs(count / 4000 - 1 / 3)).toBeLessThan(0.03);
    for (const site of [a, b, c]) {
      expect(Math.abs(site.reduce((total, value) => total + value, 0) / 4000 - 2 / 3)).toBeLessThan(0.03);
    }
  });
});

describe("where components start", () => {
  const weights = twoLayers().sites[0]!.weights;
  const given = {
    site: "first",
    weights,
    components: 6,
    count: 6,
    rng: rng("start"),
    activations: async (n: number) => matrix(n, 3, uniforms(rng(1), 3 * n)),
  };

  test("neurons: as many components as neurons, exactly the weights, and small spares", async () => {
    for (const [name, neurons] of [
      ["output-neurons", 4],
      ["input-neurons", 3],
    ] as const) {
      const { read, write } = await initialisations[name].factors(given);
      const total = new Float64Array(12);
      for (let c = 0; c < neurons; c++) {
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 4; j++) total[i * 4 + j]! += read.data[c * 3 + i]! * write.data[c * 4 + j]!;
        }
      }
      total.forEach((value, at) => {
        expect(value).toBeCloseTo(weights.data[at]!, 6);
      });
      expect(Math.abs(read.data.at(-1)!)).toBeLessThan(0.03);
    }
  });

  test("overlap: each rank-one pair is as long as its overlap with the weights", async () => {
    const { read, write } = await initialisations.overlap.factors(given);
    for (let c = 0; c < 6; c++) {
      let overlap = 0;
      const u = write.data.subarray(c * 4, c * 4 + 4);
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 4; j++) overlap += read.data[c * 3 + i]! * weights.data[i * 4 + j]! * u[j]!;
      const length = Math.hypot(...u);
      // u = û · overlap(û), so v W · u = overlap².
      expect(overlap).toBeCloseTo(length * length, 5);
    }
  });

  test("data: read rows lie along activations", async () => {
    const { read } = await initialisations.data.factors(given);
    const drawn = uniforms(rng(1), 18);
    for (let c = 0; c < 6; c++) {
      const row = drawn.subarray(c * 3, c * 3 + 3);
      for (let i = 0; i < 3; i++) expect(read.data[c * 3 + i]).toBeCloseTo(row[i]! / Math.hypot(...row), 5);
    }
  });
});

test("schedules: constant, a quarter of a cosine, half of one, and a warm-up before them", () => {
  const base = { ...defaultsOf(spd.params), steps: 100, learningRate: 1 };
  const at = (schedule: string, step: number, warmup = 0) =>
    learningRateAt({ ...base, schedule, warmup } as never, step);
  expect(at("constant", 60)).toBe(1);
  expect(at("quarter-cosine", 50)).toBeCloseTo(Math.SQRT1_2, 12);
  expect(at("half-cosine", 50)).toBeCloseTo(0.5, 12);
  expect(at("constant", 4, 0.1)).toBeCloseTo(0.5, 12);
});

describe("against an adversary", () => {
  test("exact components with full importance cannot be broken; halved importances can, and more than by chance", async () => {
    const network = identityReadout(4);
    const { weights } = network.sites[0]!;
    const input = { ...oneHotInput(network), truth: { readout: { read: weights, write: weights } } };
    const backend = cpuBackend();
    const found = await run(spdOracle, input, {
      backend,
      params: { components: 4, steps: 1, learningRate: 1e-6 },
    });
    const x = input.source.sample(rng("x"), 64);
    const sure = { ...found, importances: async () => ({ readout: matrix(64, 4, new Float32Array(256).fill(1)) }) };
    expect((await adversarialMasks(sure, x, { backend, rng: rng(1) })).relativeError).toBeLessThan(1e-6);
    const unsure = { ...found, importances: async () => ({ readout: matrix(64, 4, new Float32Array(256).fill(0.5)) }) };
    const remainder = false;
    const chance = await adversarialMasks(unsure, x, { backend, rng: rng(1), steps: 0, remainder });
    const worst = await adversarialMasks(unsure, x, { backend, rng: rng(1), remainder });
    expect(worst.error).toBeGreaterThan(1.5 * chance.error);
    // The worst that can be done to an identity is to turn everything down.
    expect([...worst.sources.readout!.data]).toEqual([0, 0, 0, 0]);
    expect(backend.live().tensors).toBe(0);
  });

  test("bad searches are refused", async () => {
    const network = identityReadout(2);
    const backend = cpuBackend();
    const found = await run(spd, oneHotInput(network), { backend, params: { steps: 1, components: 2 } });
    const search = adversarialMasks(found, matrix(1, 2), { backend, rng: rng(1), steps: -1 });
    await expect(search).rejects.toSatisfy((error) => isExampledonError(error, "bad-param"));
  });
});

test("the sigmoids agree with PyTorch", async () => {
  const { input, upstream, expected } = loadFixture("sigmoids") as unknown as {
    input: { data: number[] };
    upstream: { data: number[] };
    expected: Record<string, { output: { data: number[] }; input_gradient: { data: number[] } }>;
  };
  const functions: Readonly<Record<string, (x: Node) => Node>> = {
    leaky_hard: (x) => lowerLeaky(x),
    lower_leaky_hard: (x) => lowerLeaky(x, { leak: "rising" }),
    upper_leaky_hard: (x) => upperLeaky(x),
  };
  const backend = cpuBackend();
  for (const [name, { output, input_gradient }] of Object.entries(expected)) {
    const tape = createTape(backend);
    const upload = (data: number[]) => backend.upload(Float32Array.from(data), [data.length]);
    const x = tape.variable(upload(input.data));
    const y = functions[name]!(x);
    const [gradient] = tape.gradients(sum(mul(y, tape.constant(upload(upstream.data)))), [x]);
    const found = await backend.read(y.tensor);
    output.data.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 6);
    });
    const slopes = await backend.read(gradient!);
    input_gradient.data.forEach((value, i) => {
      expect(slopes[i]).toBeCloseTo(value, 6);
    });
  }
});

test("gradients of the importance penalty with its frequency cost agree with central differences", async () => {
  const term = spdParts.terms.importance;
  const values = { ...defaultsOf(term.params), frequency: 0.5, frequencySamples: 100, gammaStart: 0.5 };
  const check = await checkGradient(cpuBackend({ kernels: "scalar" }), {
    name: "importance",
    inputs: [{ shape: [2, 3], data: [0.3, -0.7, 1.6, 0.55, 2.2, -1.4] }],
    run: ([gate]) =>
      term.loss(
        { sites: [{ gate: () => gate!, pressure: 2 }], batch: 2, progress: 0 } as never,
        values as never,
        {} as never,
      ),
  });
  expect(check).toMatchObject({ ok: true });
});
