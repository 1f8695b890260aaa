import type { SpeedResult, Timing } from "@exampledon/bench";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { memoryTerminal } from "../../test/memory-terminal.ts";
import { main } from "../main.ts";
import { speedTables } from "./speed-tables.ts";

const timing = (contestant: string, median: number): Timing => ({
  ...{ contestant, variant: "", median, low: median, high: median, n: 1, repetitions: 1 },
});

const contestants = ["ours", "PyTorch, OpenMP 1, BLAS 1"].map((id) => ({
  ...{ id, family: id, side: "own" as const, threads: 1, command: [] },
}));

const result: SpeedResult = {
  schema: 1,
  quick: true,
  machine: { cpu: "a", cores: 2, memoryGigabytes: 1, platform: "b", load: [3, 4] },
  versions: {},
  settings: {},
  checks: [
    {
      ...{ cell: "c", contestant: "other", variant: "", reference: "ours" },
      difference: 0.5,
      tolerance: 1e-4,
      passed: false,
    },
  ],
  matmul: [{ id: "c", m: 1, k: 2, n: 3, timings: [timing("ours", 2), timing("PyTorch, OpenMP 1, BLAS 1", 5)] }],
  steps: [],
  ratios: [
    { cell: "c", contestant: "ours", variant: "", threads: 1, ratio: 2.5, against: "PyTorch, OpenMP 1, BLAS 1" },
  ],
  memory: [],
  topK: [],
  missing: [
    { contestant: "absentee", reason: "not installed" },
    { contestant: "slow", cell: "c", reason: "over budget: 7 ms" },
    { contestant: "slow", cell: "d", reason: "over budget: 9 ms" },
  ],
};

it("prints ratios, and names who is missing, who differs and how busy the machine was", () => {
  const text = speedTables(memoryTerminal(120), result, contestants);
  expect(text).toMatch(/│ c\s+│\s+│ 5\s+│ 2\.5\s+│/);
  expect(text).toContain("Two threads: times as fast as the best of PyTorch's settings\nnothing to compare");
  expect(text).toContain("other differs from ours in c: by 0.5, allowed 0.0001");
  expect(text).toContain("not measured: absentee: not installed\n");
  expect(text).toContain("not measured: slow: over budget (c; d)");
  expect(text).toContain("no times to quote");
});

it.each(["--only", "--methods"])("refuses to record a part of the bench: %s", async (part) => {
  const terminal = memoryTerminal();
  const args = ["bench", "--record", part, "simd"];
  expect(await main(args, terminal, async () => fakeCatalog(""))).toBe(1);
  expect(terminal.stderr()).toContain("a recorded bench is the whole bench");
});

it("names the methods when none is meant", async () => {
  const terminal = memoryTerminal();
  expect(await main(["bench", "--methods", "nonsense"], terminal, async () => fakeCatalog(""))).toBe(1);
  expect(terminal.stderr()).toContain("apd/spd");
});
