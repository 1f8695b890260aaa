import { describe, expect, it } from "vitest";
import { fakeClaim, fakeFigure, fakeReport } from "../../test/fake-claim.ts";
import { figureCsv, numbersCsv } from "./csv.ts";
import { nodeCode, nodeCommand } from "./node-code.ts";

describe("CSV", () => {
  it("has every number in full, and quotes what needs it", () => {
    const texts = { ...fakeClaim.values, half: { label: 'half, the "first"' } };
    const lines = numbersCsv(fakeReport(), texts).split("\r\n");
    expect(lines[1]).toBe('half,"half, the ""first""",,0.5,0.49,0.51,0.02,0.48,0.52,5');
    expect(lines[4]).toBe("halves,claim,half,≥ 0.4,0.5,true");
  });

  it("writes one block per panel", () => {
    const panels = { kind: "panels", title: "Both", summary: "", figures: [fakeFigure(2), fakeFigure(1)] } as const;
    expect(figureCsv(panels)).toBe("Halves\r\nstep,half\r\n0,1\r\n1,0.5\r\n\r\nHalves\r\nstep,half\r\n0,1\r\n");
  });
});

describe("code to run elsewhere", () => {
  const request = { claim: "fake", size: "ci", params: { animals: 200, method: "top-k" }, seeds: [7, 8] } as const;

  it("has the settings as flags", () => {
    expect(nodeCommand(request)).toBe(
      "exampledon reproduce fake --size ci --seeds 7,8 --set animals=200 --set method=top-k",
    );
  });

  it("has the settings as options", () => {
    for (const text of ['findClaim("fake")', 'size: "ci"', '{"animals":200,"method":"top-k"}', "seeds: [7,8]"]) {
      expect(nodeCode(request)).toContain(text);
    }
  });
});
