import { type ClaimDefinition, defineClaim } from "@exampledon/claims";
import { integer } from "@exampledon/core";

/** A claim whose value is the parameter plus the seed's first random number; takes three steps. */
export const fakeClaim: ClaimDefinition = defineClaim({
  id: "fake",
  number: 99,
  title: "A fake",
  statement: "Something.",
  source: { side: "thread", title: "nowhere", url: "https://example.org" },
  trained: true,
  params: { size: integer({ doc: "Any number.", default: 1, min: 0, max: 10 }) },
  sizes: { live: {}, ci: { size: 2 }, full: { size: 3 } },
  seeds: { live: [1], ci: [1, 2, 3, 4, 5], full: [1, 2, 3, 4, 5] },
  values: { drawn: { label: "drawn" }, given: { label: "given" } },
  checks: [
    { id: "low", role: "claim", expect: "in range", value: "drawn", min: 0, max: 1, why: "uniform" },
    {
      id: "near",
      role: "limit",
      parameter: "size",
      expect: "near",
      value: "given",
      near: "drawn",
      within: 100,
      why: "wide",
    },
    { id: "absent", role: "claim", expect: "not measured", value: "missing", min: 1, why: "not at this size" },
  ],
  variations: [],
  async *run({ size }, { rng }) {
    const drawn = rng.split("draw").uniform();
    for (let step = 1; step <= 3; step++) yield { step, total: 3, label: `step ${step}` };
    return {
      values: { drawn, given: size === 10 ? Number.NaN : size },
      figure: {
        kind: "lines" as const,
        title: "t",
        summary: "s",
        x: { label: "x" },
        y: { label: "y" },
        series: [{ name: "a", x: [0, 1], y: [0, drawn] }],
      },
    };
  },
});
