import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape, matmul, sum } from "@exampledon/compute";
import {
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  rng,
  rowNorms,
  rowOf,
  selectRows,
  transpose,
} from "@exampledon/core";
import { describe, expect, it } from "vitest";
import {
  columnsAt,
  type KnownNetwork,
  mechanismsAt,
  networkOutputs,
  readoutNetwork,
  residualMlpNetwork,
  superposedReadout,
  tmsNetwork,
  truthBySite,
} from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const gaussian = (seed: number, rows: number, cols: number, deviation = 1): Matrix => {
  const stream = rng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal(0, deviation)),
  );
};
const relu = (m: Matrix): Matrix =>
  matrix(
    m.rows,
    m.cols,
    m.data.map((value) => Math.max(0, value)),
  );
const plus = (a: Matrix, b: Matrix): Matrix =>
  matrix(
    a.rows,
    a.cols,
    a.data.map((value, at) => value + b.data[at % b.data.length]!),
  );
/** Largest deviation over the largest entry. */
const deviation = (got: Matrix, want: Matrix): number =>
  Math.max(...got.data.map((value, at) => Math.abs(value - want.data[at]!))) / Math.max(...want.data.map(Math.abs));

const tms = { encoder: gaussian(1, 5, 2), bias: [-0.1, -0.2, 0, 0.1, -0.3] };
const mlp = {
  embedding: gaussian(2, 6, 9),
  layers: [
    { input: gaussian(3, 9, 4), output: gaussian(4, 4, 9) },
    { input: gaussian(5, 9, 3), output: gaussian(6, 3, 9) },
  ],
  activeChance: 0.3,
};
const smallReadout = { animals: 12, attributes: 6, minDistance: 1 } as const;
const superposed = { animals: 12, attributes: 16, neurons: 9, spread: 2, minDistance: 2 } as const;
const networks: Readonly<Record<string, KnownNetwork>> = {
  "readout, two sites": readoutNetwork(rng(1), smallReadout),
  "readout, one site": readoutNetwork(rng(1), { ...smallReadout, sites: "one", attributeResponse: "absolute" }),
  "superposed readout, both sites": superposedReadout(rng(1), { ...superposed, sites: "both" }),
  "superposed readout": superposedReadout(rng(1), superposed),
  tms: tmsNetwork(tms),
  "tms with identity": tmsNetwork({ ...tms, identity: true }),
  "residual mlp": residualMlpNetwork(mlp),
};

describe.each(Object.entries(networks))("%s", (_, network) => {
  const backend = cpuBackend();
  const inputs = network.source.sample(rng("inputs"), 40);

  it("has mechanisms that add up to every site's weights, on what reaches it", () => {
    for (const { name, weights } of network.sites) {
      const { read, write } = truthBySite(network.mechanisms)[name]!;
      const added = multiply(read, write, { transposeA: true });
      // The residual stream is wider than its features: only their directions reach the weights.
      const reached = name.endsWith(" in") ? mlp.embedding : undefined;
      const [got, want] = reached ? [multiply(reached, added), multiply(reached, weights)] : [added, weights];
      expect(deviation(got, want)).toBeLessThan(1e-5);
      for (const norm of rowNorms(read)) expect(norm).toBeCloseTo(1, 6);
    }
  });

  it("asks for every site, with the shape it declares", async () => {
    const seen = new Set<string>();
    backend.scope(() => {
      const tape = createTape(backend);
      const y = network.forward(tape.constant(backend.upload(inputs.data, [inputs.rows, inputs.cols])), (site, a) => {
        const { weights } = network.sites.find(({ name }) => name === site)!;
        expect(a.shape).toEqual([40, weights.rows]);
        seen.add(site);
        return matmul(a, tape.constant(backend.upload(weights.data, [weights.rows, weights.cols])));
      });
      expect(y.shape).toEqual([40, network.outputs]);
    });
    expect([...seen].sort()).toEqual(network.sites.map(({ name }) => name).sort());
    const [first] = network.sites;
    const without = { [first!.name]: matrix(first!.weights.rows, first!.weights.cols) };
    const [whole, ablated] = [
      await networkOutputs(backend, network, inputs),
      await networkOutputs(backend, network, inputs, without),
    ];
    expect(deviation(ablated, whole)).toBeGreaterThan(0.1);
    expect(backend.live().tensors).toBe(0);
  });

  it("passes gradients on to every site", async () => {
    const gradients = backend.scope(() => {
      const tape = createTape(backend);
      const weights = network.sites.map(({ weights: { rows, cols, data } }) =>
        tape.variable(backend.upload(data, [rows, cols])),
      );
      const x = tape.constant(backend.upload(inputs.data, [inputs.rows, inputs.cols]));
      const y = network.forward(x, (site, a) =>
        matmul(a, weights[network.sites.findIndex(({ name }) => name === site)]!),
      );
      return tape.gradients(sum(y), weights);
    });
    for (const gradient of gradients) {
      expect(Math.max(...(await backend.read(gradient)).map(Math.abs))).toBeGreaterThan(0.1);
      backend.dispose(gradient);
    }
  });

  it("says what mechanisms read and which are at work, for any inputs", () => {
    const [readings, fires] = [network.readings(inputs), network.fires(inputs)];
    for (const m of [readings, fires]) expect([m.rows, m.cols]).toEqual([40, network.mechanisms.length]);
    expect([...fires.data].every((value) => value === 0 || value === 1)).toBe(true);
    expect(fires.data).toContain(1);
    expect(() => network.readings(matrix(2, network.inputs + 1))).toThrow(code("bad-shape"));
    expect(() => network.fires(matrix(1, network.inputs, new Float32Array(network.inputs).fill(Number.NaN)))).toThrow(
      code("not-finite"),
    );
  });

  it("draws the same inputs for the same seed, others next, and refuses an empty batch", () => {
    const stream = rng("inputs");
    expect(network.source.sample(stream, 40)).toEqual(inputs);
    expect(network.source.sample(stream, 40)).not.toEqual(inputs);
    expect(() => network.source.sample(stream, 0)).toThrow(code("bad-param"));
  });

  it("names its mechanisms apart", () => {
    expect(new Set(network.mechanisms.map(({ name }) => name)).size).toBe(network.mechanisms.length);
  });
});

describe("outputs", () => {
  const backend = cpuBackend();

  it("of the toy model of superposition are relu(x W Wᵀ + b)", async () => {
    const x = gaussian(7, 8, 5);
    const want = relu(
      plus(multiply(multiply(x, tms.encoder), tms.encoder, { transposeB: true }), matrixFromRows([tms.bias])),
    );
    for (const identity of [false, true]) {
      const got = await networkOutputs(backend, tmsNetwork({ ...tms, identity }), x);
      expect(deviation(got, want)).toBeLessThan(backend.tolerance.op);
    }
    expect(tmsNetwork(tms).sites[1]).toEqual({
      name: "decoder",
      weights: transpose(tms.encoder),
      transposeOf: "encoder",
    });
  });

  it("of the residual MLP are the stream's, read off by the embedding", async () => {
    const x = gaussian(8, 8, 6);
    let stream = multiply(x, mlp.embedding);
    for (const { input, output } of mlp.layers) stream = plus(stream, multiply(relu(multiply(stream, input)), output));
    const got = await networkOutputs(backend, residualMlpNetwork(mlp), x);
    expect(deviation(got, multiply(stream, mlp.embedding, { transposeB: true }))).toBeLessThan(backend.tolerance.op);
  });

  it.each(["one", "two"] as const)(
    "of a readout of %s sites are its circuits' responses to its readings",
    async (sites) => {
      const network = readoutNetwork(rng(3), { sites, attributeResponse: "absolute" });
      const x = network.source.sample(rng(4), 64);
      const want = network.readings(x);
      want.data.forEach((reading, at) => {
        want.data[at] = at % 50 < 40 ? Math.max(0, 2 * reading - 1) : Math.abs(Math.sqrt(10) * reading);
      });
      expect(deviation(await networkOutputs(backend, network, x), want)).toBeLessThan(backend.tolerance.op);
    },
  );

  it("of superposed circuits are positive exactly where they fire", async () => {
    const network = superposedReadout(rng(5));
    const x = network.source.sample(rng(6), 200);
    const got = await networkOutputs(backend, network, x);
    expect([...got.data].map((value) => Number(value > 0))).toEqual([...network.fires(x).data]);
  });
});

describe("mechanismsAt", () => {
  it("gives the rank-one parts of a site, row by row", () => {
    const network = tmsNetwork({ ...tms, identity: true });
    const { names, groups, indices, read, write } = mechanismsAt(network.mechanisms, "encoder");
    expect(names).toEqual([0, 1, 2, 3, 4].map((j) => `feature ${j}`));
    expect([new Set(groups), [...indices]]).toEqual([new Set(["features"]), [0, 1, 2, 3, 4]]);
    expect(deviation(multiply(read, write, { transposeA: true }), tms.encoder)).toBeLessThan(1e-6);
    const fires = matrixFromRows([[0, 1, 2, 3, 4, 5]]);
    expect([...columnsAt(fires, { indices: Int32Array.of(5, 0) }).data]).toEqual([5, 0]);
    const both = readoutNetwork(rng(1), { ...smallReadout, sites: "one" }).mechanisms;
    expect(mechanismsAt(both, "readout", "attributes").read).toEqual(
      selectRows(mechanismsAt(both, "readout").read, [12, 13, 14, 15, 16, 17]),
    );
  });
  it("refuses a site without any", () => {
    const { mechanisms } = tmsNetwork({ ...tms, identity: true });
    for (const site of ["identity", "nowhere"])
      expect(() => mechanismsAt(mechanisms, site)).toThrow(code("unknown-id"));
    expect(() => mechanismsAt(mechanisms, "encoder", "animals")).toThrow(code("unknown-id"));
  });
});

describe("a mechanism's probe", () => {
  it.each(Object.entries(networks).filter(([name]) => !name.startsWith("superposed")))(
    "sets it alone to work in its group: %s",
    (_, network) => {
      network.mechanisms.forEach(({ group, probe, threshold }, r) => {
        if (!probe || (threshold === undefined && group === "attributes")) return;
        const fires = rowOf(network.fires(matrixFromRows([probe])), 0);
        const alone = network.mechanisms.flatMap((other, i) => (other.group === group && fires[i] ? [i] : []));
        if (group !== "animals") expect(alone).toEqual([r]);
        else expect(alone).toContain(r);
      });
    },
  );
  it("of an animal that is far enough from the others is that animal's alone", () => {
    const network = readoutNetwork(rng(2));
    network.mechanisms.slice(0, 40).forEach(({ probe }, r) => {
      const fires = rowOf(network.fires(matrixFromRows([probe!])), 0).subarray(0, 40);
      expect(Array.from(fires).flatMap((on, i) => (on ? [i] : []))).toEqual([r]);
    });
  });
});

describe("refusals", () => {
  it.each([
    ["an impossible table", () => readoutNetwork(rng(1), { animals: 40, attributes: 4 }), "bad-param"],
    ["a wrong option", () => readoutNetwork(rng(1), { theta: -1 }), "bad-param"],
    ["strengths in the wrong order", () => readoutNetwork(rng(1), { strengthLow: 2 }), "bad-param"],
    ["too few neurons", () => superposedReadout(rng(1), { neurons: 5 }), "bad-param"],
    ["a bias of another length", () => tmsNetwork({ ...tms, bias: [1] }), "bad-shape"],
    ["an impossible chance", () => tmsNetwork({ ...tms, activeChance: 0 }), "bad-param"],
    ["a narrow stream", () => residualMlpNetwork({ embedding: gaussian(1, 4, 3), layers: [] }), "bad-param"],
    [
      "a layer of other sizes",
      () => residualMlpNetwork({ ...mlp, layers: [{ input: gaussian(1, 9, 2), output: gaussian(1, 3, 9) }] }),
      "bad-shape",
    ],
  ] as const)("%s", (_, make, expected) => {
    expect(make).toThrow(code(expected));
  });
  it("weights of unknown sites or other sizes", async () => {
    const network = tmsNetwork(tms);
    const x = matrix(1, 5);
    const run = (weights: Record<string, Matrix>): Promise<Matrix> => networkOutputs(cpuBackend(), network, x, weights);
    await expect(run({ nowhere: matrix(5, 2) })).rejects.toThrow(code("unknown-id"));
    await expect(run({ encoder: matrix(2, 5) })).rejects.toThrow(code("bad-shape"));
  });
});
