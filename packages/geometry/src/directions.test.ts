import { rng } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embedding, orthonormalRows, unitRows } from "./directions.ts";

describe("orthonormalRows", () => {
  it("has orthonormal rows at every size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.nat(), (rows, more, seed) => {
        const q = orthonormalRows(rng(seed), rows, rows + more);
        const gram = q.mmul(q.transpose());
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < rows; j++) expect(gram.get(i, j)).toBeCloseTo(i === j ? 1 : 0, 12);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is uniform: no entry prefers a sign", () => {
    const stream = rng("signs");
    let sum = 0;
    for (let draw = 0; draw < 400; draw++) sum += Math.sign(orthonormalRows(stream, 3, 3).get(0, 0));
    // Four standard errors of 400 fair signs; plain Householder QR has the same sign in nearly all of them.
    expect(Math.abs(sum)).toBeLessThan(80);
  });
});

describe("unitRows", () => {
  it("has cosines of root mean square 1/√d, whatever the size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 80 }), fc.nat(), (dim, seed) => {
        const rows = 200;
        const unit = unitRows(rng(seed), rows, dim);
        const gram = unit.mmul(unit.transpose());
        let square = 0;
        for (let i = 0; i < rows; i++) {
          expect(gram.get(i, i)).toBeCloseTo(1, 12);
          for (let j = 0; j < i; j++) square += gram.get(i, j) ** 2;
        }
        const pairs = (rows * (rows - 1)) / 2;
        // Squared cosines have a standard deviation below √2/d. In few dimensions their sum has the tails of an
        // exponential, hence twelve standard errors.
        expect(Math.abs((square / pairs) * dim - 1)).toBeLessThan((12 * Math.SQRT2) / Math.sqrt(pairs));
      }),
      { numRuns: 15 },
    );
  });

  it("prefers no side", () => {
    const unit = unitRows(rng("sides"), 10_000, 3);
    // Five standard errors of a mean of coordinates of deviation 1/√3.
    for (const mean of unit.mean("column")) expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(3 * 10_000));
  });
});

describe("embedding", () => {
  it("keeps all lengths and angles", () => {
    const rows = unitRows(rng("rows"), 20, 6);
    const wide = embedding(rng("map"), 6, 31)(rows);
    const [before, after] = [rows.mmul(rows.transpose()), wide.mmul(wide.transpose())];
    expect(wide.columns).toBe(31);
    expect(after.sub(before).norm()).toBeLessThan(1e-12);
  });
});
