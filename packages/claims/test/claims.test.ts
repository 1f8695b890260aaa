import { claims } from "@exampledon/claims";
import { describe, expect, it } from "vitest";

describe("the list of claims", () => {
  it("has unique ids and numbers, at least five seeds where something is trained and 200 draws elsewhere", () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    expect(new Set(claims.map(({ number }) => number)).size).toBe(claims.length);
    for (const { id, trained, seeds } of claims) {
      for (const size of ["ci", "full"] as const) {
        expect(new Set(seeds[size]).size, `${id} ${size}`).toBeGreaterThanOrEqual(trained ? 5 : 200);
      }
    }
  });
  it("describes every value that a check looks at, and every parameter that a limit or variation names", () => {
    for (const { id, checks, values, params, variations } of claims) {
      for (const check of checks) {
        expect(values, `${id}/${check.id}`).toHaveProperty(check.value);
        if (check.near) expect(values, `${id}/${check.id}`).toHaveProperty(check.near);
        if (check.role === "limit") expect(params, `${id}/${check.id}`).toHaveProperty(check.parameter!);
      }
      for (const variation of variations) {
        for (const name of Object.keys(variation.params))
          expect(params, `${id}: ${variation.label}`).toHaveProperty(name);
      }
    }
  });
});
