import { cpuBackend } from "@exampledon/backend-cpu";
import { createTape, relu, type TargetNetwork } from "@exampledon/compute";
import {
  isExampledonError,
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  rng,
  rowNorms,
  rowOf,
} from "@exampledon/core";
import {
  createParameterDecomposition,
  type ParameterDecomposition,
  type SiteFactors,
  siteDecomposition,
} from "@exampledon/decomposer";
import { describe, expect, test } from "vitest";

const stream = rng("parameter-decomposition");
const normal = (rows: number, cols: number): Matrix =>
  matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );

/** Two sites that read the input, one that reads what the first gives. */
const factors: readonly SiteFactors[] = [
  { name: "a", rank: 1, read: normal(4, 3), write: normal(4, 5) },
  { name: "b", rank: 2, read: normal(6, 3), write: normal(6, 2) },
  { name: "c", rank: 1, read: normal(2, 5), write: normal(2, 2) },
];
const weightsOf = ({ read, write }: SiteFactors): Matrix => multiply(read, write, { transposeA: true });
const network: TargetNetwork = {
  inputs: 3,
  outputs: 2,
  sites: factors.map((site) => ({ name: site.name, weights: weightsOf(site) })),
  forward: (x, linear) => {
    linear("b", x);
    return linear("c", relu(linear("a", x)));
  },
};
const x = normal(7, 3);
/** Importances that say which component and sample they are of. */
const importancesAt = (name: string, a: Matrix): Matrix => {
  const { read, rank } = factors.find((site) => site.name === name)!;
  const components = read.rows / rank;
  return matrix(
    a.rows,
    components,
    Float32Array.from({ length: a.rows * components }, (_, at) => ((at % components) + 1) / (components + 1)),
  );
};
const found = createParameterDecomposition({
  method: "test/method",
  params: {},
  network,
  backend: cpuBackend(),
  sites: factors,
  importancesAt,
  importanceJson: {},
});

function expectClose(a: Matrix, b: Matrix): void {
  expect([a.rows, a.cols]).toEqual([b.rows, b.cols]);
  const size = Math.max(...b.data.map(Math.abs));
  a.data.forEach((value, at) => {
    expect(Math.abs(value - b.data[at]!)).toBeLessThan(1e-5 * size);
  });
}

describe("components of a site", () => {
  test("of rank one: unit reads, writes that carry the size, the same matrices", () => {
    const site = found.site("a");
    for (const length of rowNorms(site.read)) expect(length).toBeCloseTo(1, 6);
    for (let c = 0; c < site.components; c++) {
      const outer = multiply(matrixFromRows([rowOf(site.read, c)]), matrixFromRows([rowOf(site.write, c)]), {
        transposeA: true,
      });
      expectClose(outer, site.matrixOf(c));
      const write = rowOf(site.write, c);
      const largest = write.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      expect(largest).toBeGreaterThan(0);
      expect(site.singularValues.data[c]).toBeCloseTo(Math.hypot(...write), 5);
    }
  });

  test("of rank two: the leading pair of singular vectors, and as many singular values", () => {
    const site = found.site("b");
    expect([site.components, site.rank, site.singularValues.cols]).toEqual([3, 2, 2]);
    for (let c = 0; c < 3; c++) {
      const whole = site.matrixOf(c);
      const [first, second] = rowOf(site.singularValues, c) as unknown as [number, number];
      expect(first).toBeGreaterThan(second);
      const squares = whole.data.reduce((sum, value) => sum + value * value, 0);
      expect(first * first + second * second).toBeCloseTo(squares, 4);
      // P v = σ u, in the orientation of rows: v P = σ u.
      expectClose(multiply(matrixFromRows([rowOf(site.read, c)]), whole), matrixFromRows([rowOf(site.write, c)]));
    }
  });

  test("a component that does nothing has rows of zeros", () => {
    const write = normal(4, 5);
    write.data.fill(0, 0, 5);
    const dead = createParameterDecomposition({
      method: "test/method",
      params: {},
      network,
      backend: cpuBackend(),
      sites: [{ ...factors[0]!, write }, factors[1]!, factors[2]!],
      importancesAt,
      importanceJson: {},
    });
    expect([...rowOf(dead.site("a").read, 0)]).toEqual([0, 0, 0]);
    expect(siteDecomposition(dead, ["a"]).activity(x).data[0]).toBe(0);
  });

  test("they add up: with every mask 1 the outputs are the network's, with none they are what is left", async () => {
    const ones = Object.fromEntries(
      found.sites.map(({ name, components }) => [name, matrix(1, components, new Float32Array(components).fill(1))]),
    );
    const target = await found.outputs(x, {});
    expectClose(await found.outputs(x, ones), target);
    const off = await found.outputs(x, { c: matrix(1, 2) });
    expect(off.data.every((value) => value === 0)).toBe(true);
  });

  test("masks that differ by sample, and the remainder of a matrix that is not all explained", async () => {
    const half = matrix(7, 4, new Float32Array(28).fill(0.5));
    const inner = multiply(x, weightsOf(factors[0]!));
    const expected = multiply(
      matrix(
        7,
        5,
        inner.data.map((value) => Math.max(0, value / 2)),
      ),
      weightsOf(factors[2]!),
    );
    expectClose(await found.outputs(x, { a: half }), expected);
    // With all components off and the remainder of nothing explained on, the network is whole.
    const backend = cpuBackend();
    const empty = createParameterDecomposition({
      ...{ method: "test/method", params: {}, network, backend, importancesAt, importanceJson: {} },
      sites: factors.map((site) => ({ ...site, write: matrix(site.write.rows, site.write.cols) })),
    });
    const tape = createTape(backend);
    const constant = (m: Matrix) => tape.constant(backend.upload(m.data, [m.rows, m.cols]));
    const masks = { a: constant(matrix(1, 4)), b: constant(matrix(1, 3)), c: constant(matrix(1, 2)) };
    const share = constant(matrix(1, 1, Float32Array.of(1)));
    const all = empty.forward(constant(x), masks, { a: share, b: share, c: share });
    expectClose(matrix(7, 2, await backend.read(all.tensor)), await found.outputs(x, {}));
  });
});

describe("as a decomposition of what sites read", () => {
  test("one site: read is scaled v, write unit u, activity importance times what is read", async () => {
    const view = siteDecomposition(found, ["a"]);
    expect([view.dim, view.writeDim, view.components]).toEqual([3, 5, 4]);
    for (const length of rowNorms(view.write)) expect(length).toBeCloseTo(1, 6);
    const plain = multiply(x, view.read, { transposeB: true });
    const activity = view.activity(x);
    expectClose(
      activity,
      matrix(
        7,
        4,
        plain.data.map((value, at) => (value * ((at % 4) + 1)) / 5),
      ),
    );
    expectClose(activity, await found.activity("a", x));
    expectClose(siteDecomposition(found, ["a"], { importance: "one" }).activity(x), plain);
    expectClose(
      siteDecomposition(found, ["a"], { importance: "one" }).reconstruct(x),
      multiply(x, weightsOf(factors[0]!)),
    );
  });

  test("several sites that read one activation stand beside one another", () => {
    const view = siteDecomposition(found, ["a", "b"], { importance: "one" });
    expect([view.dim, view.writeDim, view.components, view.activity(x).cols]).toEqual([3, 7, 7, 7]);
    // Writes into the outputs of the other site are 0.
    expect([...rowOf(view.write, 0)].slice(5)).toEqual([0, 0]);
    expect([...rowOf(view.write, 4)].slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expectClose(view.reconstruct(x), multiply(view.activity(x), view.write));
  });

  test("sites of other widths, unknown sites and importances of the whole network are refused", () => {
    const codeOf = (body: () => unknown): string | undefined => {
      try {
        body();
      } catch (error) {
        return isExampledonError(error) ? error.code : "another error";
      }
      return undefined;
    };
    expect(codeOf(() => siteDecomposition(found, ["a", "c"]))).toBe("bad-shape");
    expect(codeOf(() => siteDecomposition(found, ["d"]))).toBe("unknown-id");
    const { importancesAt: _, ...global } = found;
    expect(codeOf(() => siteDecomposition(global as ParameterDecomposition, ["a"]))).toBe("missing-capability");
    expect(codeOf(() => siteDecomposition(found, ["a"]).activity(matrix(1, 4)))).toBe("bad-shape");
    expect(codeOf(() => found.site("a").matrixOf(4))).toBe("unknown-id");
  });
});

test("factors that do not fit the network, and bad inputs, are refused", async () => {
  const parts = {
    method: "test/method",
    params: {},
    network,
    backend: cpuBackend(),
    importancesAt,
    importanceJson: {},
  };
  expect(() => createParameterDecomposition({ ...parts, sites: factors.slice(1) })).toThrow(/sites are/);
  const wide = [{ ...factors[0]!, read: normal(4, 4) }, ...factors.slice(1)];
  expect(() => createParameterDecomposition({ ...parts, sites: wide })).toThrow(/factors must be/);
  const refused = async (work: Promise<unknown>, code: string) =>
    expect(work).rejects.toSatisfy((error) => isExampledonError(error, code as never));
  await refused(found.importances(matrix(1, 2)), "bad-shape");
  await refused(found.outputs(matrix(1, 3, Float32Array.of(1, Number.NaN, 0)), {}), "not-finite");
  await refused(found.outputs(x, { a: matrix(2, 4) }), "bad-shape");
  await refused(found.outputs(x, { d: matrix(1, 4) }), "unknown-id");
});
