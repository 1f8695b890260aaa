import { expect, it } from "vitest";
import { fewerCases, opCases } from "./op-cases.ts";

const pairs = (cases: ReturnType<typeof opCases>): Set<string> =>
  new Set(cases.map(({ check, label }) => `${check}: ${/^\w*/.exec(label)?.[0]}`));

it("fewer examples leave out no check and no primitive", () => {
  const all = opCases();
  for (const most of [1, 3]) {
    const fewer = fewerCases(all, most);
    expect(pairs(fewer)).toEqual(pairs(all));
    expect(fewer.length).toBeLessThanOrEqual(most * pairs(all).size);
    expect(new Set(fewer).size).toBe(fewer.length);
  }
  expect(new Set(fewerCases(all, 1e9))).toEqual(new Set(all));
});
