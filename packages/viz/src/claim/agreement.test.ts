import { describe, expect, it } from "vitest";
import { fakeReport, fakeResult } from "../../test/fake-claim.ts";
import { agreement, counterpart } from "./agreement.ts";

describe("agreement", () => {
  it("names what was different about the run", () => {
    expect(agreement({ ...fakeReport(), params: { animals: 5 } }, fakeResult())).toEqual({
      kind: "agrees",
      text: "agrees with the record of size full, with size live instead of full, other parameters, other seeds",
    });
  });

  it("differs when the verdicts do", () => {
    const { provenance: _, ...same } = fakeResult("fails");
    expect(agreement({ ...same, verdict: "holds" }, fakeResult("fails"))).toEqual({
      kind: "differs",
      text: "differs from the record of size full, with the recorded settings",
    });
  });

  it("is with the record of the run's own size where there is one", () => {
    const full = fakeResult();
    const live = { ...full, size: "live" as const };
    expect(counterpart(fakeReport(), [full, live])).toBe(live);
    expect(counterpart(fakeReport(), [full])).toBe(full);
    expect(counterpart(fakeReport(), [])).toBeUndefined();
  });

  it("says nothing without a record", () => {
    expect(agreement(fakeReport(), undefined)).toBeUndefined();
  });
});
