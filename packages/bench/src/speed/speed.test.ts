import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { readArrays, writeArrays } from "./arrays-file.ts";
import { type ContestantSpec, PYTORCH } from "./contestants.ts";
import { ratiosOf } from "./ratios.ts";
import type { Timing } from "./result.ts";
import { runSpeed } from "./run-speed.ts";
import { serializeSpeed } from "./serialize-speed.ts";
import { speedSettings } from "./settings.ts";
import { largestDifference, spread } from "./summary.ts";

const node = [process.execPath, "--import", "tsx", "--conditions=@exampledon/source", "--expose-gc"];
const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const own: ContestantSpec = {
  id: "cpu scalar, 1 thread",
  side: "own",
  family: "own",
  threads: 1,
  command: [...node, script(`./own-child${extname(import.meta.url)}`), "cpu scalar, 1 thread"],
};
const fake = (kind: string): ContestantSpec => ({
  id: kind,
  side: "peer",
  family: PYTORCH,
  threads: 1,
  command: [...node, script("../../test/fake-peer.ts"), kind],
});

it("times nobody who does not compute the same, and names everybody who is missing", async () => {
  const notes: string[] = [];
  const settings = {
    ...speedSettings(true),
    ...{ rounds: 2, turn: 1, warmUp: 1, pause: 0, training: 3, checked: 2, memorySteps: 5, batches: [8] },
    shapes: [[6, 12]],
    products: [[4, 5, 6]],
    methods: ["sae/l1"],
    topK: { latents: [40], k: [4], batch: 8, dim: 6 },
  } as const;
  const result = await runSpeed({
    settings,
    contestants: [own, fake("wrong"), fake("broken"), fake("gone"), { ...own, id: "lost", needs: "/nowhere" }],
    signal: new AbortController().signal,
    progress: () => {},
    note: (line) => notes.push(line),
  });
  expect(result.matmul[0]!.timings.map(({ contestant }) => contestant)).toEqual([own.id, "wrong"]);
  expect(result.checks.map(({ contestant, passed }) => [contestant, passed])).toEqual([["wrong", false]]);
  expect(result.steps.map(({ trained }) => trained)).toEqual([1, 3]);
  for (const { timings, density } of result.steps) {
    expect(timings.map(({ contestant, n }) => [contestant, n])).toEqual([[own.id, 2]]);
    expect(density).toBeGreaterThan(0);
    expect(density).toBeLessThan(1);
  }
  const missing = result.missing.map(({ contestant, reason }) => `${contestant}: ${reason}`);
  expect(missing).toEqual(
    expect.arrayContaining([
      expect.stringContaining("gone: "),
      expect.stringContaining("lost: its program"),
      "broken: it fell over",
    ]),
  );
  expect(notes.join()).toContain("wrong does not compute the same");
  expect(result.ratios.map(({ cell, contestant, against }) => [cell, contestant, against])).toEqual([
    ["product 4 × 5 × 6", own.id, "wrong"],
  ]);
  expect(result.memory.map(({ contestant, tensorsPerStep }) => [contestant, tensorsPerStep])).toEqual([[own.id, 0]]);
  expect(result.topK).toHaveLength(1);
  expect(JSON.parse(serializeSpeed(result)).quick).toBe(true);
});

it("stops when it is told to, with no process left", async () => {
  const controller = new AbortController();
  const running = runSpeed({
    settings: speedSettings(true),
    contestants: [own],
    signal: controller.signal,
    progress: () => controller.abort("enough"),
    note: () => {},
  });
  await expect(running).rejects.toMatchObject({ code: "aborted" });
});

it("compares one thread with one, and two with the best setting, for each of PyTorch's programs", () => {
  const spec = (id: string, family: string, threads: number): ContestantSpec => ({
    ...{ id, family, threads, side: "own", command: [] },
  });
  const specs = [spec("a1", "a", 1), spec("a2", "a", 2), spec("t1", PYTORCH, 1), spec("t2", PYTORCH, 2)];
  const timing = (contestant: string, median: number, variant = ""): Timing => ({
    ...{ contestant, variant, median, low: median, high: median, n: 1, repetitions: 1 },
  });
  const timings = [timing("a1", 2), timing("a2", 1), timing("t1", 6), timing("t2", 4), timing("t1", 3, "other")];
  expect(
    ratiosOf("c", timings, specs).map(({ contestant, variant, ratio, against }) => [
      contestant,
      variant,
      ratio,
      against,
    ]),
  ).toEqual([
    ["a1", "", 3, "t1"],
    ["a2", "", 4, "t2"],
    ["a1", "other", 1.5, "t1"],
    ["a2", "other", 3, "t1"],
  ]);
});

it("takes the middle, and does not take NaN for agreement", () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
  expect(spread([4, 1])).toEqual({ median: 2.5, low: 1, high: 4 });
  expect(largestDifference([1, 2.2], [1, 2])).toBeCloseTo(0.1, 12);
  for (const wrong of [[Number.NaN, 2], [1]]) expect(largestDifference(wrong, [1, 2])).toBe(Number.POSITIVE_INFINITY);
});

it("reads the arrays that it wrote", () => {
  const folder = mkdtempSync(join(tmpdir(), "exampledon-bench-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const arrays = [
    { name: "a", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    { name: "b", shape: [3], data: Float32Array.of(-1, 0.5, 1e-20) },
  ];
  expect(Object.values(readArrays(writeArrays(join(folder, "x.f32"), arrays)))).toEqual(arrays);
});
