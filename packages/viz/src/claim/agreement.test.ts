import { describe, expect, it } from "vitest";
import { fakeReport, fakeResult } from "../../test/fake-claim.ts";
import { agreement } from "./agreement.ts";

describe("agreement", () => {
  it("names what was different about the run", () => {
    expect(agreement({ ...fakeReport(), params: { animals: 5 } }, fakeResult())).toEqual({
      kind: "agrees",
      text: "agrees with the record, with size live instead of full, other parameters, other seeds",
    });
  });

  it("differs when the verdicts do", () => {
    const { provenance: _, ...same } = fakeResult("fails");
    expect(agreement({ ...same, verdict: "holds" }, fakeResult("fails"))).toEqual({
      kind: "differs",
      text: "differs from the record, with the recorded settings",
    });
  });

  it("says nothing without a record", () => {
    expect(agreement(fakeReport(), undefined)).toBeUndefined();
  });
});
