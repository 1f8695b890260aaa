// Fixture: PyTorch, the faithfulness term of the APD and SPD losses in float64 from float32 inputs, nine significant digits.
import { readFileSync } from "node:fs";
import {
  type Matrix,
  matrix,
  matrixFromRows,
  multiply,
  type Rng,
  rng,
  selectRows,
  stackRows,
  transpose,
} from "@exampledon/core";
import { describe, expect, it } from "vitest";
import {
  componentFidelity,
  componentMatch,
  componentRecovery,
  faithfulnessError,
  type WeightComponents,
  type WeightMechanisms,
} from "./index.ts";

const code = (name: string): unknown => expect.objectContaining({ code: name });
const gaussian = (stream: Rng, rows: number, cols: number): Matrix =>
  matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => stream.normal()),
  );
const scaled = (m: Matrix, factor: number): Matrix =>
  matrix(
    m.rows,
    m.cols,
    m.data.map((value) => factor * value),
  );
const eye = (size: number): Matrix =>
  matrixFromRows(Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Number(i === j))));

/** An embedding's mechanisms: one-hot reads, Gaussian writes. */
const embedding = (n: number, out: number, seed = 1): WeightMechanisms => ({
  read: eye(n),
  write: gaussian(rng(seed), n, out),
});
/** Component c as a full matrix `[in × out]`. */
const full = ({ read, write, rank = 1 }: WeightComponents, c: number): Matrix => {
  const rows = Int32Array.from({ length: rank }, (_, m) => c * rank + m);
  return multiply(selectRows(read, rows), selectRows(write, rows), { transposeA: true });
};
const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
    Array.from(x).reduce((sum, value, k) => sum + value * y[k]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

describe("componentRecovery", () => {
  it("is what the papers compute from full matrices, column by column and row by row", () => {
    const mechanisms = embedding(5, 3);
    const components = { read: gaussian(rng(2), 12, 5), write: gaussian(rng(3), 12, 3), rank: 2 };
    const readout = { read: mechanisms.write, write: mechanisms.read };
    const turned = { read: components.write, write: components.read, rank: 2 };
    const columns = componentRecovery({ components, mechanisms });
    const rows = componentRecovery({ components: turned, mechanisms: readout, along: "read" });
    for (let j = 0; j < 5; j++) {
      const wanted = mechanisms.write.data.subarray(3 * j, 3 * j + 3);
      const found = Array.from({ length: 6 }, (_, c) => full(components, c).data.subarray(3 * j, 3 * j + 3));
      const cosines = found.map((column) => cosine(column, wanted));
      const best = cosines.indexOf(Math.max(...cosines));
      expect(columns.perMechanism.component[j]).toBe(best);
      expect(columns.perMechanism.cosine[j]).toBeCloseTo(cosines[best]!, 5);
      expect(columns.perMechanism.ratio[j]).toBeCloseTo(Math.hypot(...found[best]!) / Math.hypot(...wanted), 5);
    }
    expect(rows).toEqual(columns);
  });

  it("sees a shrunken, a split and a shared component, each in another number", () => {
    const mechanisms = embedding(4, 6);
    const shrunken = { read: mechanisms.read, write: scaled(mechanisms.write, 0.25) };
    expect(componentRecovery({ components: shrunken, mechanisms })).toMatchObject({ distinct: 4 });
    expect(componentRecovery({ components: shrunken, mechanisms }).mmcs).toBeCloseTo(1, 7);
    expect(componentRecovery({ components: shrunken, mechanisms }).ml2r).toBeCloseTo(0.25, 7);
    const whole = { read: mechanisms.read, write: mechanisms.write, rank: 4 };
    const shared = componentRecovery({ components: whole, mechanisms });
    expect(shared.mmcs).toBeCloseTo(1, 7);
    expect(shared.distinct).toBe(1);
    expect(componentMatch({ components: whole, mechanisms }).recovered).toBe(0);
  });

  it("does not look at components without a direction", () => {
    const mechanisms = embedding(3, 4);
    const components = {
      read: stackRows(mechanisms.read, eye(3)),
      write: stackRows(scaled(mechanisms.write, 1e-6), scaled(mechanisms.write, -1)),
    };
    const result = componentRecovery({ components, mechanisms });
    expect(result.mmcs).toBeCloseTo(-1, 7);
    expect(result.ml2r).toBeCloseTo(1, 7);
    const none = componentRecovery({ components: { read: eye(3), write: matrix(3, 4) }, mechanisms });
    expect(none).toMatchObject({ mmcs: 0, ml2r: 0, distinct: 0 });
    expect([...none.perMechanism.component]).toEqual([-1, -1, -1]);
  });

  it("leaves mechanisms of length 0 out", () => {
    const mechanisms = {
      read: eye(2),
      write: matrixFromRows([
        [1, 2],
        [0, 0],
      ]),
    };
    const result = componentRecovery({ components: mechanisms, mechanisms });
    expect(result.mmcs).toBeCloseTo(1, 12);
    expect(result.perMechanism.cosine[1]).toBeNaN();
    expect(componentMatch({ components: mechanisms, mechanisms })).toMatchObject({ recovered: 1, alive: 1 });
    expect(componentMatch({ components: mechanisms, mechanisms }).mean).toBeCloseTo(1, 12);
  });
});

describe("componentMatch", () => {
  const mechanisms = { read: gaussian(rng(4), 4, 6), write: gaussian(rng(5), 4, 5) };

  it("finds a permutation whatever the scale and the sign of read and write", () => {
    const order = [2, 0, 3, 1];
    const signs = [1, -3, 0.5, -1];
    const flip = (m: Matrix, factor: (i: number) => number): Matrix =>
      matrix(
        4,
        m.cols,
        m.data.map((value, at) => value * factor(Math.floor(at / m.cols))),
      );
    const components = {
      read: stackRows(
        flip(selectRows(mechanisms.read, order), (i) => signs[i]!),
        gaussian(rng(6), 3, 6),
      ),
      write: stackRows(
        flip(selectRows(mechanisms.write, order), (i) => 2 / signs[i]!),
        gaussian(rng(7), 3, 5),
      ),
    };
    const result = componentMatch({ components, mechanisms });
    expect(result.mean).toBeCloseTo(1, 6);
    expect(result.size).toBeCloseTo(2, 6);
    expect(result).toMatchObject({ recovered: 4, alive: 7 });
    expect([...result.perMechanism.component]).toEqual([1, 3, 0, 2]);
  });

  it("counts a component that does the opposite, a missing one and a tiny one as nothing", () => {
    const opposite = { read: mechanisms.read, write: scaled(mechanisms.write, -1) };
    const tiny = { read: mechanisms.read, write: scaled(mechanisms.write, 1e-3) };
    expect(componentMatch({ components: opposite, mechanisms }).recovered).toBe(0);
    expect(componentMatch({ components: tiny, mechanisms })).toMatchObject({ mean: 0, recovered: 0, alive: 0 });
    expect(componentMatch({ components: tiny, mechanisms, minShare: 0 }).mean).toBeCloseTo(1, 6);
    const two = { read: selectRows(mechanisms.read, [0, 1]), write: selectRows(mechanisms.write, [0, 1]) };
    const orthogonal = { read: eye(4), write: eye(4) };
    const half = { read: selectRows(eye(4), [0, 1]), write: selectRows(eye(4), [0, 1]) };
    expect(componentMatch({ components: half, mechanisms: orthogonal })).toMatchObject({ mean: 0.5, recovered: 2 });
    expect(componentMatch({ components: two, mechanisms }).recovered).toBe(2);
  });

  it("gives a component that bundles n orthogonal mechanisms the cosine 1/√n, once", () => {
    const orthogonal = { read: eye(4), write: eye(4) };
    const result = componentMatch({ components: { ...orthogonal, rank: 4 }, mechanisms: orthogonal });
    expect(Math.max(...result.perMechanism.cosine)).toBeCloseTo(0.5, 12);
    expect(result.mean).toBeCloseTo(0.125, 12);
  });

  it("does not depend on how a component of higher rank is factored", () => {
    const components = { read: gaussian(rng(8), 6, 6), write: gaussian(rng(9), 6, 5), rank: 2 };
    // Rows (a, b) and (p, q) give a⊗p + b⊗q, as do (a + b, b) and (p, q − p).
    const mix = (m: Matrix, at: number, by: number): Matrix => {
      const out = matrix(m.rows, m.cols, m.data.slice());
      for (let i = at; i < m.rows; i += 2) {
        const from = at === 0 ? i + 1 : i - 1;
        for (let k = 0; k < m.cols; k++) out.data[i * m.cols + k]! += by * m.data[from * m.cols + k]!;
      }
      return out;
    };
    const other = { read: mix(components.read, 0, 1), write: mix(components.write, 1, -1), rank: 2 };
    const [a, b] = [components, other].map((each) => componentMatch({ components: each, mechanisms }));
    expect(b!.mean).toBeCloseTo(a!.mean, 6);
    expect(b!.perMechanism.component).toEqual(a!.perMechanism.component);
  });

  it("refuses what does not fit", () => {
    const components = { read: mechanisms.read, write: mechanisms.write };
    expect(() => componentMatch({ components: { ...components, rank: 3 }, mechanisms })).toThrow(code("bad-param"));
    expect(() => componentMatch({ components: { ...components, read: eye(4) }, mechanisms })).toThrow(
      code("bad-shape"),
    );
    expect(() => componentMatch({ components: { ...components, read: eye(6) }, mechanisms })).toThrow(
      code("bad-shape"),
    );
    const broken = scaled(mechanisms.read, Number.NaN);
    expect(() => componentRecovery({ components: { ...components, read: broken }, mechanisms })).toThrow(
      code("not-finite"),
    );
  });
});

describe("componentFidelity", () => {
  const mechanisms = { read: eye(3), write: scaled(eye(3), 2) };
  const activations = gaussian(rng(10), 400, 3);

  it("is 1 for the mechanisms themselves, and knows a wrong size from a wrong reading", () => {
    const exact = componentFidelity({ components: mechanisms, mechanisms, activations });
    expect(exact).toMatchObject({ identity: 1, uncentred: 1, defined: 3 });
    expect(exact.affine).toBeCloseTo(1, 12);
    const halved = { read: mechanisms.read, write: scaled(mechanisms.write, 0.5) };
    const half = componentFidelity({ components: halved, mechanisms, activations });
    expect(half.affine).toBeCloseTo(1, 12);
    // Errs by half the reading.
    expect(half.uncentred).toBeCloseTo(0.75, 12);
    const shifted = {
      read: transpose(
        matrixFromRows([
          [1, 0, 0],
          [0, 1, 0],
          [0, 1, 1],
        ]),
      ),
      write: mechanisms.write,
    };
    // Reads z₁ + z₂ for z₁: an error of z₂, as large as z₁ itself.
    const mixed = componentFidelity({ components: shifted, mechanisms, activations, match: [0, 1, 2] });
    expect(mixed.perMechanism.identity[0]).toBe(1);
    expect(mixed.perMechanism.uncentred[1]).toBeCloseTo(0, 0);
  });

  it("looks only where a mechanism fires", () => {
    // Component 0 also reads z₁, which is 0 wherever mechanism 0 fires; mechanism 2 fires in one sample.
    const quiet = matrix(
      400,
      3,
      activations.data.map((value, at) => (at % 3 === 1 && at < 600 ? 0 : value)),
    );
    const fires = matrix(
      400,
      3,
      quiet.data.map((_, at) => Number(at % 3 === 0 ? at < 600 : at % 3 === 1 || at === 2)),
    );
    const read = matrixFromRows([
      [1, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    const input = { components: { read, write: mechanisms.write }, mechanisms, activations: quiet, match: [0, 1, 2] };
    const fidelity = componentFidelity({ ...input, fires });
    expect(fidelity.perMechanism.identity[0]).toBe(1);
    expect(componentFidelity(input).perMechanism.identity[0]).toBeLessThan(0.9);
    expect(fidelity.perMechanism.identity[2]).toBeNaN();
    expect(fidelity).toMatchObject({ identity: 1, defined: 2 });
    const none = componentFidelity({ ...input, fires, match: [-1, -1, -1] });
    expect(none).toMatchObject({ uncentred: 0, affine: 0 });
    expect(none.identity).toBeLessThan(0);
  });

  it("refuses a match that names no component", () => {
    for (const match of [
      [0, 1],
      [0, 1, 3],
      [0, 1, 0.5],
    ]) {
      expect(() => componentFidelity({ components: mechanisms, mechanisms, activations, match })).toThrow(
        code("bad-param"),
      );
    }
  });
});

interface Tensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type FixtureSite = Readonly<Record<"weights" | "A" | "B" | "V" | "U", Tensor | undefined>>;
const { cases } = JSON.parse(readFileSync(new URL("../fixtures/faithfulness.json", import.meta.url), "utf8")) as {
  readonly cases: readonly {
    readonly name: string;
    readonly tied: boolean;
    readonly faithfulness: number;
    readonly sites: readonly FixtureSite[];
  }[];
};
const flat = ({ shape, data }: Tensor): Matrix => matrix(shape[0]!, shape[1]!, Float32Array.from(data));

describe("faithfulnessError", () => {
  it.each(cases)("is the loss term: $name", ({ tied, faithfulness, sites }) => {
    const decomposed = sites.map(({ weights, A, B, V, U }) => ({
      weights: flat(weights!),
      components: A && B ? stacked(A, B) : { read: transpose(flat(V!)), write: flat(U!) },
    }));
    const turned = decomposed.map(({ weights, components: { read, write, ...rank } }) => ({
      weights: transpose(weights),
      components: { read: write, write: read, ...rank },
    }));
    const error = faithfulnessError(tied ? [...decomposed, ...turned] : decomposed).mean;
    expect(Math.abs(error / faithfulness - 1)).toBeLessThan(1e-8);
  });

  /** A `[C × in × rank]` and B `[C × rank × out]` as rows. */
  function stacked(a: Tensor, b: Tensor): WeightComponents {
    const [count, width, rank] = a.shape as [number, number, number];
    const part = (c: number): Matrix =>
      transpose(matrix(width, rank, Float32Array.from(a.data.slice(c * width * rank, (c + 1) * width * rank))));
    return {
      read: stackRows(...Array.from({ length: count }, (_, c) => part(c))),
      write: matrix(count * rank, b.shape[2]!, Float32Array.from(b.data)),
      rank,
    };
  }

  it("is 0 for a perfect sum and 1, relatively, for no components", () => {
    const weights = gaussian(rng(11), 3, 4);
    const exact = { read: eye(3), write: weights };
    expect(faithfulnessError([{ weights, components: exact }])).toEqual({ mean: 0, relative: 0 });
    const nothing = { read: eye(3), write: matrix(3, 4) };
    expect(faithfulnessError([{ weights, components: nothing }]).relative).toBe(1);
    expect(() => faithfulnessError([])).toThrow(code("bad-shape"));
    expect(() => faithfulnessError([{ weights: transpose(weights), components: exact }])).toThrow(code("bad-shape"));
  });
});
