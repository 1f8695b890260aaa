import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rng, rng, rngFromState } from "./rng.ts";

const take = (stream: Rng, count: number): number[] => Array.from({ length: count }, () => stream.normal());
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const n = a.length;
  const mean = (x: readonly number[]): number => x.reduce((s, v) => s + v, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  const dot = (x: readonly number[], mx: number, y: readonly number[], my: number): number =>
    x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0);
  return dot(a, ma, b, mb) / Math.sqrt(dot(a, ma, a, ma) * dot(b, mb, b, mb));
};

describe("rng", () => {
  it("gives the numbers that recorded results were made with", () => {
    // Changing these means recording every result again.
    const stream = rng(7);
    expect([stream.uniform(), stream.integer(1000), stream.normal()]).toMatchInlineSnapshot(`
      [
        0.6521313267173752,
        438,
        0.28338775041911896,
      ]
    `);
  });
  it("splits by name, whatever was drawn before", () => {
    const fresh = rng(7);
    const used = rng(7);
    take(used, 100);
    expect(take(used.split("init"), 5)).toEqual(take(fresh.split("init"), 5));
    expect(used.split("a").split("b").path).toBe("7/a/b");
  });
  it("makes streams of other names, seeds and parents unrelated", () => {
    const names = ["7", "8", "7/data", "7/init", "7/data/0", "7/data/1"];
    const draws = names.map((name) => take(rng(name), 20_000));
    for (let i = 0; i < names.length; i++) {
      for (let j = 0; j < i; j++) expect(Math.abs(correlation(draws[i]!, draws[j]!))).toBeLessThan(0.03);
    }
  });
  it("has the moments it promises", () => {
    const normals = take(rng("moments"), 200_000);
    const moment = (power: number): number => normals.reduce((sum, x) => sum + x ** power, 0) / normals.length;
    expect(moment(1)).toBeCloseTo(0, 1.9);
    expect(moment(2)).toBeCloseTo(1, 1.7);
    expect(moment(4)).toBeCloseTo(3, 0.8);
  });
  it("continues from its state to the same numbers", () => {
    const stream = rng(3).split("data");
    take(stream, 17);
    const state = JSON.parse(JSON.stringify(stream.state()));
    const rest = take(stream, 9);
    expect(take(rngFromState(state), 9)).toEqual(rest);
    expect(rngFromState(state).path).toBe("3/data");
  });
  it("refuses a state that is not one", () => {
    expect(() => rngFromState({ path: "x", state: [1, 2, 3] })).toThrow(/a state is a path and four integers/);
  });
  it("draws integers in range and distinct choices, all equally often", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 50 }), (count, size) => {
        fc.pre(size <= count);
        const chosen = [...rng(`${count} ${size}`).choose(count, size)];
        expect(new Set(chosen).size).toBe(size);
        expect(chosen.every((i) => i >= 0 && i < count)).toBe(true);
      }),
    );
    const stream = rng("fair");
    const first = new Array<number>(6).fill(0);
    for (let i = 0; i < 12_000; i++) first[stream.choose(6, 2)[0]!]!++;
    expect(Math.max(...first.map((n) => Math.abs(n - 2000)))).toBeLessThan(200);
    expect(() => stream.choose(3, 4)).toThrow(/size must be in \[0, 3\], got 4/);
    expect(() => stream.integer(0)).toThrow(/count must be a whole number ≥ 1, got 0/);
  });
});
